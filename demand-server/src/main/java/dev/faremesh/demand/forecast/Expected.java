package dev.faremesh.demand.forecast;

/**
 * Sessions to expect, as a negative binomial distribution: its variance is {@code mean + mean² /
 * shape}.
 *
 * @param mean 0 or more
 * @param shape above 0; the greater, the surer
 */
public record Expected(double mean, double shape) {
  private static final double RESCALE = 1e200;

  public Expected {
    if (!(mean >= 0) || Double.isInfinite(mean)) {
      throw new IllegalArgumentException("mean: %s (expected: >= 0)".formatted(mean));
    }
    if (!(shape > 0) || Double.isInfinite(shape)) {
      throw new IllegalArgumentException("shape: %s (expected: > 0)".formatted(shape));
    }
  }

  public double variance() {
    return mean + mean * mean / shape;
  }

  /** The chance of at most so many sessions. */
  public double cumulative(int sessions) {
    if (sessions < 0) {
      return 0;
    }
    var walk = new Walk();
    for (int n = 1; n <= sessions && !walk.ended(); n++) {
      walk.next();
    }
    return walk.cumulative();
  }

  /**
   * The least number of sessions that is not exceeded with a chance of {@code p} or more.
   *
   * @param p above 0 and below 1
   */
  public int quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("p: %s (expected: above 0 and below 1)".formatted(p));
    }
    var walk = new Walk();
    while (walk.cumulative() < p && !walk.ended()) {
      walk.next();
    }
    return walk.sessions;
  }

  /**
   * Where what came lies within what was expected, 0 to 1: evenly spread when the expectation is
   * right, although counts are whole (randomised probability integral transform; Czado, Gneiting
   * and Held 2009).
   *
   * @param chance evenly spread over 0 to 1
   */
  public double place(int sessions, double chance) {
    var below = cumulative(sessions - 1);
    return below + chance * (cumulative(sessions) - below);
  }

  /** Adds probabilities up from 0 sessions; a scale keeps those that are very small. */
  private final class Walk {
    private final double ratio = mean / (shape + mean);
    private double scale = -shape * Math.log1p(mean / shape);
    private double factor = Math.exp(scale);
    private double term = 1;
    private double sum = 1;
    private int sessions;

    void next() {
      sessions++;
      term *= (sessions - 1 + shape) / sessions * ratio;
      sum += term;
      if (sum > RESCALE) {
        term /= RESCALE;
        sum /= RESCALE;
        scale += Math.log(RESCALE);
        factor = Math.exp(scale);
      }
    }

    /** Nothing is left to add. */
    boolean ended() {
      return sessions > mean && term < 1e-17 * sum;
    }

    double cumulative() {
      return Math.min(1, sum * factor);
    }
  }
}
