package dev.faremesh.evaluation.forecast;

/** A way to forecast that anybody would try first, and that knows each cell alone. */
interface Baseline {
  /** As the report calls it. */
  String title();

  /**
   * What it expects, knowing all slots before.
   *
   * @param cell by its place among the busy cells
   * @param slot the first of those that are expected
   * @param width how many slots are taken together
   */
  double expected(int cell, int slot, int width);
}
