package dev.faremesh.demand.forecast;

/**
 * How much busier something is than its profile: a gamma distribution whose past is discounted slot
 * by slot (an EWMA of counts over one of expectations), and which goes back to its prior when
 * nothing is heard. The prior's mean is 1, and weighs as much as so many expected sessions.
 */
final class Level {
  private final double discount;
  private double shape;
  private double rate;

  Level(double discount, double prior) {
    this.discount = discount;
    this.shape = prior;
    this.rate = prior;
  }

  /** A slot is over: so many sessions came where so many were expected. */
  void learn(double came, double expected, double prior) {
    shape = discount * shape + (1 - discount) * prior + came;
    rate = discount * rate + (1 - discount) * prior + expected;
  }

  double shape() {
    return shape;
  }

  double rate() {
    return rate;
  }
}
