package dev.faremesh.evaluation.simulate;

import dev.faremesh.pricing.SurgeBlend;

/**
 * Where a rider looks from: the cells that make the price there.
 *
 * @param cells the one that holds the rider, and its neighbours
 * @param blend of their prices
 */
record Spot(long[] cells, SurgeBlend blend) {}
