package dev.faremesh.mesh.serving;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How fast each caller begins calls. A caller has a bucket of one second's worth of tokens, which
 * fills at an even pace; a call takes one. A bucket is told by one number, the time at which it is
 * full again, so that nothing has to fill it (the field calls this GCRA).
 *
 * <p>Callers are forgotten when {@link #MOST_CALLERS} others have called since. One who comes back
 * then has a full bucket, so this holds nobody back who has more names than that. Safe for use by
 * threads; the lock is held for tens of nanoseconds.
 */
final class CallerRates {
  /** More are not remembered. */
  static final int MOST_CALLERS = 10_000;

  private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final int callsPerSecond;
  private final LongSupplier nanos;
  private final Map<String, Long> fullAt = // least recently used first
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_CALLERS;
        }
      };

  /**
   * Full buckets.
   *
   * @param callsPerSecond at least 1
   */
  CallerRates(int callsPerSecond, LongSupplier nanos) {
    this.callsPerSecond = callsPerSecond;
    this.nanos = nanos;
  }

  /** Likewise; none when every caller may begin as many as it likes, said by 0. */
  static Optional<CallerRates> of(int callsPerSecond, LongSupplier nanos) {
    return callsPerSecond == 0
        ? Optional.empty()
        : Optional.of(new CallerRates(callsPerSecond, nanos));
  }

  /** Takes a token, or says how long the caller should wait for one; zero: it has one. */
  synchronized Duration take(String caller) {
    long now = nanos.getAsLong();
    long taken = Math.max(0, fullAt.getOrDefault(caller, now) - now) + BURST_NANOS / callsPerSecond;
    if (taken > BURST_NANOS) {
      return Duration.ofNanos(taken - BURST_NANOS);
    }
    fullAt.put(caller, now + taken);
    return Duration.ZERO;
  }

  /** How many callers are remembered. */
  synchronized int callers() {
    return fullAt.size();
  }

  @Override
  public String toString() {
    return "CallerRates[%d/s of %d callers]".formatted(callsPerSecond, callers());
  }
}
