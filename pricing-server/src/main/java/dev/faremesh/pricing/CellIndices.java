package dev.faremesh.pricing;

/**
 * The smoothed logarithms of one cell, as {@link Balance} takes them.
 *
 * @param logSupply s
 * @param logDemand d
 */
record CellIndices(double logSupply, double logDemand) {}
