package dev.faremesh.cli.local;

import java.nio.file.Path;

/**
 * A server that runs on this machine.
 *
 * @param name such as supply-server
 * @param address such as 127.0.0.1:50051
 * @param log what it prints
 */
public record Member(String name, String address, long pid, Path log) {}
