package dev.faremesh.demand;

import dev.faremesh.demand.forecast.Expected;

/**
 * What to expect of one cell.
 *
 * @param counts over the window
 * @param expected sessions over the horizon
 * @param logDemand the smoothed logarithm of the demand of the cell and the rings around it
 */
public record CellOutlook(Demand counts, Expected expected, double logDemand) {
  /** Nothing is expected where nothing is. */
  static final Expected NOTHING = new Expected(0, 1);

  /** No demand at all, nor any near. */
  public static CellOutlook none(long cell) {
    return new CellOutlook(Demand.none(cell), NOTHING, Double.NEGATIVE_INFINITY);
  }
}
