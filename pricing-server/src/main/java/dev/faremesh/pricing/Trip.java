package dev.faremesh.pricing;

/**
 * What a rider wants.
 *
 * @param pickup where it starts
 * @param dropoff where it ends: may be the same place
 */
public record Trip(Position pickup, Position dropoff) {}
