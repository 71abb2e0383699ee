package dev.faremesh.evaluation.simulate;

/** Sessions that a policy expects within the horizon, as an evening goes on. */
final class DemandPath {
  private final int[] cells;
  private final float[][] expected;

  /**
   * A path that keeps these arrays.
   *
   * @param cells in which it expects any, by their numbers on the map
   * @param expected by minute of the evening and by place among the cells
   */
  DemandPath(int[] cells, float[][] expected) {
    this.cells = cells;
    this.expected = expected;
  }

  /** In how many cells it expects any. */
  int size() {
    return cells.length;
  }

  /** The number of a cell, by its place among them. */
  int cell(int place) {
    return cells[place];
  }

  /** Sessions that it expects there when a minute begins. */
  double expected(int minute, int place) {
    return expected[minute][place];
  }
}
