package dev.faremesh.evaluation.simulate;

/**
 * A rider looks at a price.
 *
 * @param epochSecond when
 * @param latitude in degrees
 * @param longitude in degrees
 * @param cell H3 cell of resolution 8 that holds the place
 */
record Look(long epochSecond, double latitude, double longitude, long cell) {}
