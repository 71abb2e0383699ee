package dev.faremesh.evaluation.simulate.market;

import java.util.Arrays;

/**
 * Finds the idle driver nearest to a point. Drivers hang in linked lists by squares of half a
 * kilometre; the squares at the border also hold who is beyond it.
 */
final class IdleDrivers {
  static final int NONE = -1;

  private static final double SIDE_KM = 0.5;
  private static final int SQUARES = 160; // 40 km from the origin in each direction

  private final int[] first = new int[SQUARES * SQUARES];
  private int[] next = {};
  private int[] previous = {};
  private int[] square = {}; // by driver; -1 when not idle
  private double[] east = {};
  private double[] north = {};
  private int count;
  private double bestSquared;
  private int best;

  IdleDrivers() {
    Arrays.fill(first, NONE);
  }

  int count() {
    return count;
  }

  void add(int driver, double atEast, double atNorth) {
    makeRoom(driver);
    int at = row(atNorth) * SQUARES + row(atEast);
    square[driver] = at;
    east[driver] = atEast;
    north[driver] = atNorth;
    next[driver] = first[at];
    previous[driver] = NONE;
    if (first[at] != NONE) {
      previous[first[at]] = driver;
    }
    first[at] = driver;
    count++;
  }

  private void makeRoom(int driver) {
    if (driver >= next.length) {
      int room = 2 * driver + 64;
      next = Arrays.copyOf(next, room);
      previous = Arrays.copyOf(previous, room);
      square = Arrays.copyOf(square, room);
      east = Arrays.copyOf(east, room);
      north = Arrays.copyOf(north, room);
    }
  }

  private static int row(double km) {
    return Math.clamp((int) Math.floor(km / SIDE_KM) + SQUARES / 2, 0, SQUARES - 1);
  }

  void remove(int driver) {
    int after = next[driver];
    int before = previous[driver];
    if (after != NONE) {
      previous[after] = before;
    }
    if (before == NONE) {
      first[square[driver]] = after;
    } else {
      next[before] = after;
    }
    count--;
  }

  /** The nearest driver within a distance, or {@link #NONE}. */
  int nearest(double fromEast, double fromNorth, double reach) {
    best = NONE;
    bestSquared = reach * reach;
    if (count == 0) {
      return NONE;
    }
    int column = row(fromEast);
    int row = row(fromNorth);
    // Who is in ring r is r - 1 squares away or more.
    for (int ring = 0; ring == 0 || square((ring - 1) * SIDE_KM) <= bestSquared; ring++) {
      lookAround(row, column, ring, fromEast, fromNorth);
    }
    return best;
  }

  private static double square(double length) {
    return length * length;
  }

  private void lookAround(int row, int column, int ring, double fromEast, double fromNorth) {
    for (int y = Math.max(0, row - ring); y <= Math.min(SQUARES - 1, row + ring); y++) {
      int step = ring == 0 || Math.abs(y - row) == ring ? 1 : 2 * ring;
      for (int x = column - ring; x <= column + ring; x += step) {
        if (x >= 0 && x < SQUARES) {
          look(first[y * SQUARES + x], fromEast, fromNorth);
        }
      }
    }
  }

  private void look(int head, double fromEast, double fromNorth) {
    for (int driver = head; driver != NONE; driver = next[driver]) {
      double squared = square(east[driver] - fromEast) + square(north[driver] - fromNorth);
      if (squared < bestSquared) {
        bestSquared = squared;
        best = driver;
      }
    }
  }

  /** How far away the driver is whom {@link #nearest} found last. */
  double distance() {
    return Math.sqrt(bestSquared);
  }
}
