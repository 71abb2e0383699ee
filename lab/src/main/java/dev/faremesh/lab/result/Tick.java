package dev.faremesh.lab.result;

/**
 * What became of the calls that were meant to be sent in one step of time.
 *
 * @param second when the step begins, from the beginning of the fault
 * @param fresh answered by live calls
 * @param stale answered with values that were last known
 * @param degraded answered, but not as well as could be
 * @param failed not answered
 * @param p50Millis half of the calls took at most this; not a number without a call
 * @param p99Millis likewise, of a hundred, 99
 */
public record Tick(
    double second,
    int fresh,
    int stale,
    int degraded,
    int failed,
    double p50Millis,
    double p99Millis) {
  /** How long a step is. */
  public static final double SECONDS = 0.5;

  /** All calls of the step. */
  public int offered() {
    return fresh + stale + degraded + failed;
  }
}
