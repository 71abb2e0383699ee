package dev.faremesh.pricing;

import java.util.Collection;
import java.util.Map;

/**
 * How many drivers, or riders, are expected per cell over a horizon.
 *
 * @param counts by cell
 */
public record CellCounts(Map<Cell, CellCount> counts) {
  public CellCounts {
    counts = Map.copyOf(counts);
  }

  /**
   * What is known of a cell.
   *
   * @throws IllegalArgumentException when it is not among them: not known is not 0
   */
  public CellCount of(Cell cell) {
    var count = counts.get(cell);
    if (count == null) {
      throw new IllegalArgumentException("cell: %s (expected: one with a count)".formatted(cell));
    }
    return count;
  }

  /**
   * The sum of what is expected in some of the cells.
   *
   * @throws IllegalArgumentException when a cell is not among them
   */
  public double over(Collection<Cell> cells) {
    double sum = 0;
    for (Cell cell : cells) {
      sum += of(cell).expected();
    }
    return sum;
  }
}
