package dev.faremesh.pricing;

import java.util.OptionalDouble;

/**
 * What one cell put into a multiplier: enough to make it again.
 *
 * @param logSupply s of {@link Balance}, or empty when supply was not live
 * @param logDemand d, or empty when demand was not live
 * @param logMultiplier of the cell itself, before it was blended and limited
 */
public record CellInput(
    Cell cell, OptionalDouble logSupply, OptionalDouble logDemand, double logMultiplier) {}
