package dev.faremesh.mesh.call;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What the readers of one method saw, since the start. Safe for use by threads. */
public final class ReadCounts {
  private final LongAdder alone = new LongAdder();
  private final LongAdder coalesced = new LongAdder();
  private final LongAdder lastKnown = new LongAdder();
  private final LongAdder missing = new LongAdder();
  private volatile Duration lastKnownAge = Duration.ZERO;

  /**
   * A read was answered with what a call brought.
   *
   * @param shared the call answered another read as well
   */
  public void fresh(boolean shared) {
    (shared ? coalesced : alone).increment();
  }

  /** A read was answered with what was last known. */
  public void lastKnown(Duration age) {
    lastKnown.increment();
    lastKnownAge = age;
  }

  /** A read was not answered. */
  public void missing() {
    missing.increment();
  }

  /** The numbers now. */
  public Snapshot snapshot() {
    long coalesced = this.coalesced.sum();
    return new Snapshot(
        alone.sum() + coalesced, coalesced, lastKnown.sum(), missing.sum(), lastKnownAge);
  }

  /**
   * Numbers of one moment.
   *
   * @param coalesced of the fresh ones
   * @param lastKnownAge of what was given last as last known
   */
  public record Snapshot(
      long fresh, long coalesced, long lastKnown, long missing, Duration lastKnownAge) {
    /** Of the fresh ones, those that had a call to themselves. */
    public long alone() {
      return fresh - coalesced;
    }
  }
}
