package dev.faremesh.mesh.read;

import io.grpc.Context;
import java.util.concurrent.TimeUnit;

/**
 * How long a read waits: for a while when something else will do, and never longer than its reader
 * has time. Used by one thread at a time.
 */
final class Patience {
  /** Longer than anything lasts. */
  static final long FOREVER = Long.MAX_VALUE;

  /** What is kept back of a reader's time, in which to still make use of the answer. */
  static final long RESERVE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final long since;
  private final long time;
  private long patience;
  private boolean givenUp;

  private Patience(long since, long patience, long time) {
    this.since = since;
    this.patience = patience;
    this.time = time;
  }

  /**
   * That of a read.
   *
   * @param now in nanoseconds, of a clock whose differences mean something
   * @param nanos after which something else will do, or {@link #FOREVER}
   * @param time of the reader, or {@link #FOREVER}
   */
  static Patience of(long now, long nanos, long time) {
    return new Patience(now, nanos, time);
  }

  /** The time of a reader in the current context, in nanoseconds, or {@link #FOREVER}. */
  static long timeLeft() {
    var deadline = Context.current().getDeadline();
    return deadline == null
        ? FOREVER
        : Math.max(0, deadline.timeRemaining(TimeUnit.NANOSECONDS) - RESERVE_NANOS);
  }

  /** How long until it has to be looked after: 0 or less when now, or {@link #FOREVER}. */
  long left(long now) {
    long end = Math.min(patience, time);
    return end == FOREVER ? FOREVER : end - (now - since);
  }

  /** Nothing else would do: waits on while its reader has time. */
  void insist() {
    patience = FOREVER;
  }

  /** Its reader is gone. */
  void giveUp() {
    givenUp = true;
  }

  boolean givenUp() {
    return givenUp;
  }

  /** Whether its reader has no time left. */
  boolean outOfTime(long now) {
    return now - since >= time;
  }
}
