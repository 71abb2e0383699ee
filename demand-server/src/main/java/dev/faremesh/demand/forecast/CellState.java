package dev.faremesh.demand.forecast;

/** What is known of one cell: how much busier than its profile it is, and its open slots. */
final class CellState {
  final long cell;
  final boolean profiled;
  final Level level;
  int open;
  int next;

  CellState(long cell, boolean profiled, Level level) {
    this.cell = cell;
    this.profiled = profiled;
    this.level = level;
  }
}
