package dev.faremesh.pricing;

import java.util.Optional;

/**
 * The multiplier of one cell.
 *
 * @param multiplier empty when an input is not live
 */
public record CellSurge(Cell cell, Optional<Multiplier> multiplier) {}
