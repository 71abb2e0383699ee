package dev.faremesh.lab.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How likely a fault of a length is to leave a storm behind, from runs that did and runs that did
 * not: a logistic curve over the logarithm of the length, which has its middle and its slope by
 * greatest likelihood. (The psychometric function of those who look for thresholds of perception.)
 * Not safe for use by threads.
 */
final class StormCurve {
  private static final int MIDDLES = 400;

  /** Of the logarithm: from a step to a gentle slope, which spreads over a factor of ten. */
  private static final double[] SPREADS = {0.01, 0.02, 0.04, 0.08, 0.16, 0.32};

  private final List<Trial> trials = new ArrayList<>();

  private record Trial(double logLength, int storms, int runs) {
    double logLikelihood(double middle, double spread) {
      double x = (logLength - middle) / spread;
      return -storms * log1pExp(-x) - (runs - storms) * log1pExp(x);
    }

    private static double log1pExp(double x) {
      return x > 30 ? x : Math.log1p(Math.exp(x));
    }
  }

  /** Runs of a length were made. */
  void add(Duration length, int storms, int runs) {
    trials.add(new Trial(Math.log((double) length.toNanos()), storms, runs));
  }

  /**
   * The length that leaves a storm behind in a share of runs, among the lengths that were tried.
   *
   * @param share above 0, at most 1
   */
  Duration lengthOf(double share) {
    double least = trials.stream().mapToDouble(Trial::logLength).min().orElseThrow();
    double most = trials.stream().mapToDouble(Trial::logLength).max().orElseThrow();
    double best = Double.NEGATIVE_INFINITY;
    double length = most;
    for (int i = 0; i <= MIDDLES; i++) {
      double middle = least + (most - least) * i / MIDDLES;
      for (double spread : SPREADS) {
        double likelihood = logLikelihood(middle, spread);
        if (likelihood > best) {
          best = likelihood;
          length = middle + spread * Math.log(share / (1 - share));
        }
      }
    }
    return Duration.ofNanos(Math.round(Math.exp(Math.clamp(length, least, most))));
  }

  private double logLikelihood(double middle, double spread) {
    return trials.stream().mapToDouble(trial -> trial.logLikelihood(middle, spread)).sum();
  }
}
