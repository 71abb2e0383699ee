package dev.faremesh.mesh.call;

import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the calls of one method that have ended, since the start. Safe for use by threads.
 */
public final class Counts {
  // Each ending has a counter of its own: differences of two that are read one after the other
  // would sometimes fall, which whoever collects them takes for a restart.
  private final LongAdder callsOk = new LongAdder();
  private final LongAdder callsFailed = new LongAdder();
  private final LongAdder attemptsOk = new LongAdder();
  private final LongAdder attemptsFailed = new LongAdder();
  private final LongAdder rejectedByBreaker = new LongAdder();
  private final LongAdder rejectedByLimit = new LongAdder();
  private final LongAdder rejectedByDeadline = new LongAdder();

  void call(boolean ok) {
    (ok ? callsOk : callsFailed).increment();
  }

  void attempt(boolean ok) {
    (ok ? attemptsOk : attemptsFailed).increment();
  }

  void rejectedByBreaker() {
    rejectedByBreaker.increment();
  }

  void rejectedByLimit() {
    rejectedByLimit.increment();
  }

  void rejectedByDeadline() {
    rejectedByDeadline.increment();
  }

  /** The numbers now. */
  public Snapshot snapshot() {
    long callsOk = this.callsOk.sum();
    long attemptsOk = this.attemptsOk.sum();
    return new Snapshot(
        callsOk + callsFailed.sum(),
        callsOk,
        attemptsOk + attemptsFailed.sum(),
        attemptsOk,
        rejectedByBreaker.sum(),
        rejectedByLimit.sum(),
        rejectedByDeadline.sum());
  }

  /**
   * Numbers of one moment. What callers saw is calls and callsOk; what went on the wire is attempts
   * and attemptsOk.
   */
  public record Snapshot(
      long calls,
      long callsOk,
      long attempts,
      long attemptsOk,
      long rejectedByBreaker,
      long rejectedByLimit,
      long rejectedByDeadline) {
    public long callsFailed() {
      return calls - callsOk;
    }

    public long attemptsFailed() {
      return attempts - attemptsOk;
    }
  }
}
