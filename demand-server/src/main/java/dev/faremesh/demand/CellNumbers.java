package dev.faremesh.demand;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;

/**
 * A number for each of some cells; a cell that is not among them has 0. Made to be emptied and
 * filled again; who fills it in the same order each time makes it fast to read.
 *
 * <p>Not safe for use by threads.
 */
public final class CellNumbers {
  private final LongArrayList cells = new LongArrayList();
  private final DoubleArrayList numbers = new DoubleArrayList();

  /**
   * Adds a cell.
   *
   * @param cell that was not added yet
   * @param number finite, from 0
   */
  public void add(long cell, double number) {
    if (!(number >= 0 && number < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "cell %x: %s (expected: finite, >= 0)".formatted(cell, number));
    }
    cells.add(cell);
    numbers.add(number);
  }

  public int size() {
    return cells.size();
  }

  public long cell(int index) {
    return cells.getLong(index);
  }

  public double number(int index) {
    return numbers.getDouble(index);
  }

  public void clear() {
    cells.clear();
    numbers.clear();
  }
}
