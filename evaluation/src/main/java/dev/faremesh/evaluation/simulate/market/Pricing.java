package dev.faremesh.evaluation.simulate.market;

/** A price policy in one run of a market. Used by one thread. */
public interface Pricing {
  /**
   * A minute of the evening begins; prices hold until the next one does.
   *
   * @param market what there is now
   */
  void minute(int minute, Snapshot market);

  /** What a rider who looks now is asked, as a multiple of the fare, from 1. */
  double multiplier(int rider);
}
