package dev.faremesh.evaluation.history;

import java.util.random.RandomGenerator;

/** Draws how many of something that happens independently happen. */
final class Poisson {
  private static final double LARGE = 30;

  private Poisson() {}

  /** By the product of chances (Knuth); a large mean is drawn in parts. */
  static int draw(double mean, RandomGenerator random) {
    int count = 0;
    for (double left = mean; left > 0; left -= LARGE) {
      double least = Math.exp(-Math.min(left, LARGE));
      for (double product = random.nextDouble(); product > least; product *= random.nextDouble()) {
        count++;
      }
    }
    return count;
  }
}
