package dev.faremesh.pricing;

import java.util.Collection;
import java.util.Map;

/**
 * How many drivers, or riders, are expected per cell over a horizon.
 *
 * @param expected by cell, each {@link #plausible}
 */
public record CellCounts(Map<Cell, Double> expected) {
  private static final double MOST = 1e9;

  public CellCounts {
    expected = Map.copyOf(expected);
    for (Map.Entry<Cell, Double> entry : expected.entrySet()) {
      if (!plausible(entry.getValue())) {
        throw new IllegalArgumentException(
            "%s: %s (expected: 0 to %.0f)".formatted(entry.getKey(), entry.getValue(), MOST));
      }
    }
  }

  /** Whether a number can be a count at all: 0 to a thousand million. */
  static boolean plausible(double count) {
    return count >= 0 && count <= MOST;
  }

  /**
   * The sum over some of the cells.
   *
   * @throws IllegalArgumentException when a cell is not among them: not known is not 0
   */
  public double over(Collection<Cell> cells) {
    double sum = 0;
    for (Cell cell : cells) {
      var count = expected.get(cell);
      if (count == null) {
        throw new IllegalArgumentException("cell: %s (expected: one with a count)".formatted(cell));
      }
      sum += count;
    }
    return sum;
  }
}
