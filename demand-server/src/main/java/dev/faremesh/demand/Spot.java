package dev.faremesh.demand;

/**
 * What demand is counted by, within a city.
 *
 * @param cell H3 index of resolution 8
 */
public record Spot(String product, long cell) {}
