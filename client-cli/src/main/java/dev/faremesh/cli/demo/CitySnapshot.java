package dev.faremesh.cli.demo;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * What the servers say of the city, at one moment.
 *
 * @param cells those with a driver or a rider
 */
record CitySnapshot(List<CellState> cells) {
  static final CitySnapshot EMPTY = new CitySnapshot(List.of());

  /**
   * What they say of one cell.
   *
   * @param busy drivers who come for a rider, or drive one
   * @param sessions riders who looked within the window
   * @param surge empty when it is not known
   */
  record CellState(
      String cell, int open, int busy, int sessions, int requests, OptionalDouble surge) {
    boolean isEmpty() {
      return open + busy + sessions + requests == 0;
    }

    double surgeOrNone() {
      return surge.orElse(1);
    }
  }

  CitySnapshot {
    cells = List.copyOf(cells);
  }

  int open() {
    return cells.stream().mapToInt(CellState::open).sum();
  }

  int busy() {
    return cells.stream().mapToInt(CellState::busy).sum();
  }

  int sessions() {
    return cells.stream().mapToInt(CellState::sessions).sum();
  }

  int requests() {
    return cells.stream().mapToInt(CellState::requests).sum();
  }

  /** The mean over the cells where it is known; empty when it is known nowhere. */
  OptionalDouble meanSurge() {
    return surges().average();
  }

  OptionalDouble highestSurge() {
    return surges().max();
  }

  private DoubleStream surges() {
    return cells.stream().flatMapToDouble(cell -> cell.surge().stream());
  }

  /** The cells with the highest surge, and of those with the same the ones with most riders. */
  List<CellState> hottest(int most) {
    return cells.stream()
        .sorted(
            Comparator.comparingDouble(CellState::surgeOrNone)
                .thenComparingInt(CellState::sessions)
                .reversed())
        .limit(most)
        .toList();
  }
}
