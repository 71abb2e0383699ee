package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.Gate;
import dev.faremesh.evaluation.Interval;

/** A value, and where it lies with a confidence of 95 %. */
record Estimate(double value, Interval interval) {
  /** Half of the interval's width. */
  double margin() {
    return (interval.high() - interval.low()) / 2;
  }

  Gate atMost(String name, double most) {
    return new Gate(name, value, interval, Double.NEGATIVE_INFINITY, most);
  }

  Gate atLeast(String name, double least) {
    return new Gate(name, value, interval, least, Double.POSITIVE_INFINITY);
  }
}
