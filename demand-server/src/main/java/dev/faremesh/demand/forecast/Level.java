package dev.faremesh.demand.forecast;

/**
 * How much busier something is than its profile: a gamma distribution that learns from counts. Its
 * past is discounted slot by slot, and the profile counts as some sessions more, so that the level
 * goes back to 1 when nothing is heard.
 *
 * <p>What cannot be chance is news: when a count is more than three standard deviations off (of
 * square roots of counts, which have one of a half whatever their mean: Anscombe 1948), the past
 * and the profile lose weight at once, and the profile gets it back by and by.
 *
 * @param shape sessions that are remembered
 * @param rate sessions that were expected
 * @param doubt of the profile, 0 to 1
 */
record Level(double shape, double rate, double doubt) {
  private static final double SURPRISE = 3;
  private static final double SURPRISE_SLOPE = 2;
  private static final double LEAST_TRUST = 0.02;
  private static final double DOUBT_LEFT = 0.9;
  private static final double LEAST = 1e-9;

  Level {
    shape = Math.max(shape, LEAST);
    rate = Math.max(rate, LEAST);
  }

  /** As expected, with so many sessions' certainty. */
  static Level asExpected(double weight) {
    return new Level(weight, weight, 0);
  }

  double mean() {
    return shape / rate;
  }

  /** A slot under way: so many sessions came so far, where so many were expected so far. */
  Level during(double came, double expected) {
    double trust = trust(came, expected);
    return new Level(trust * shape + came, trust * rate + expected, doubt);
  }

  /**
   * A slot is over.
   *
   * @param weight of the profile, in sessions
   */
  Level after(double came, double expected, double weight, Memory memory) {
    double trust = trust(came, expected);
    double doubted = Math.max(DOUBT_LEFT * doubt, 1 - trust);
    double past = memory.discount() * trust;
    double prior = (1 - memory.discount()) * (1 - doubted) * weight;
    return new Level(past * shape + prior + came, past * rate + prior + expected, doubted);
  }

  /** After so many slots more of which nothing is known. */
  Level ahead(long slots, double weight, Memory memory) {
    double past = Math.pow(memory.discount(), (double) slots);
    return new Level(past * shape + (1 - past) * weight, past * rate + (1 - past) * weight, doubt);
  }

  private double trust(double came, double expected) {
    double off = 2 * Math.abs(Math.sqrt(came + 0.375) - Math.sqrt(expected * mean() + 0.375));
    return off <= SURPRISE ? 1 : Math.max(LEAST_TRUST, Math.exp(SURPRISE_SLOPE * (SURPRISE - off)));
  }
}
