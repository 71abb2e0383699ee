package dev.faremesh.supply;

import java.time.Instant;

/**
 * Where and when a driver on a trip expects to be free again.
 *
 * @param cell H3 index of resolution 8
 * @param expected in event time
 */
public record DropOff(long cell, Instant expected) {}
