package dev.faremesh.evaluation.simulate.market;

import java.util.Arrays;

/** Which drivers arrive somewhere, by second: each driver at one time at most. */
final class Calendar {
  private static final int NONE = -1;

  private final int[] first;
  private int[] next = {};

  /** An empty one that ends after so many seconds; what is later never comes. */
  Calendar(int seconds) {
    first = new int[seconds];
    Arrays.fill(first, NONE);
  }

  void put(int second, int driver) {
    if (driver >= next.length) {
      next = Arrays.copyOf(next, 2 * driver + 64);
    }
    if (second < first.length) {
      next[driver] = first[second];
      first[second] = driver;
    }
  }

  /** Takes a driver who arrives in a second, or -1 when there is none left. */
  int take(int second) {
    int driver = first[second];
    if (driver != NONE) {
      first[second] = next[driver];
    }
    return driver;
  }
}
