package dev.faremesh.evaluation.simulate;

import java.util.Locale;

/**
 * What a value must be.
 *
 * @param most whether the value may be the limit at most, rather than at least
 */
record Bound(boolean most, double limit) {
  static Bound atMost(double limit) {
    return new Bound(true, limit);
  }

  static Bound atLeast(double limit) {
    return new Bound(false, limit);
  }

  boolean holds(double value) {
    return most ? value <= limit : value >= limit;
  }

  String sense() {
    return most ? "at most" : "at least";
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s", sense(), limit);
  }
}
