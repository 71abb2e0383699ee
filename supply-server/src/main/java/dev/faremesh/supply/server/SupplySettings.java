package dev.faremesh.supply.server;

import dev.faremesh.mesh.server.ServerSettings;

/**
 * What a supply server is started with.
 *
 * @param server how it listens and how it stops
 */
public record SupplySettings(ServerSettings server) {}
