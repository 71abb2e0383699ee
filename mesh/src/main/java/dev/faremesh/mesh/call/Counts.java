package dev.faremesh.mesh.call;

import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the calls of one method that have ended, since the start. Safe for use by threads.
 */
public final class Counts {
  private final LongAdder calls = new LongAdder();
  private final LongAdder callsOk = new LongAdder();
  private final LongAdder attempts = new LongAdder();
  private final LongAdder attemptsOk = new LongAdder();
  private final LongAdder rejectedByBreaker = new LongAdder();
  private final LongAdder rejectedByLimit = new LongAdder();
  private final LongAdder rejectedByDeadline = new LongAdder();

  void call(boolean ok) {
    calls.increment();
    if (ok) {
      callsOk.increment();
    }
  }

  void attempt(boolean ok) {
    attempts.increment();
    if (ok) {
      attemptsOk.increment();
    }
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
    return new Snapshot(
        calls.sum(),
        callsOk.sum(),
        attempts.sum(),
        attemptsOk.sum(),
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
      long rejectedByDeadline) {}
}
