package dev.faremesh.evaluation.history;

import java.util.random.RandomGenerator;

/** A factor around 1 that wanders, and is drawn back (its logarithm is autoregressive). */
final class Drift {
  private final double kept;
  private final double spread;
  private double logarithm;

  /**
   * At its long-run spread.
   *
   * @param kept what a step leaves of the way from 1, 0 to 1
   * @param spread standard deviation of the logarithm in the long run
   */
  Drift(double kept, double spread, RandomGenerator random) {
    this.kept = kept;
    this.spread = spread;
    this.logarithm = spread * random.nextGaussian();
  }

  void step(RandomGenerator random) {
    logarithm = kept * logarithm + Math.sqrt(1 - kept * kept) * spread * random.nextGaussian();
  }

  double factor() {
    return Math.exp(logarithm - spread * spread / 2);
  }
}
