package dev.faremesh.supply;

import java.util.List;

/** Which cells are near each other. */
@FunctionalInterface
public interface Grid {
  /**
   * The cells around a cell, by their distance in steps from cell to cell.
   *
   * @param reach the greatest distance, from 0
   * @return {@code reach + 1} rings, the first being the cell itself; ring {@code k} has {@code 6k}
   *     cells or, where the grid is bent, fewer
   */
  List<long[]> rings(long cell, int reach);
}
