package dev.faremesh.evaluation.simulate;

/**
 * Where a value lies with a confidence of 95 %.
 *
 * @param low at most {@code high}
 */
record Interval(double low, double high) {
  Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("low: %s (expected: <= %s)".formatted(low, high));
    }
  }

  /** Half of its width. */
  double margin() {
    return (high - low) / 2;
  }
}
