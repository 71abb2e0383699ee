package dev.faremesh.cli.replay;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What became of a feed so far. Safe for use by threads. */
public final class FeedCounts {
  private final EnumMap<Count, LongAdder> counts = new EnumMap<>(Count.class);
  private final Map<String, LongAdder> rejectedReports = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> failedCalls = new ConcurrentHashMap<>();
  private final LongAccumulator maxLagNanos = new LongAccumulator(Math::max, 0);
  private volatile Duration lag = Duration.ZERO;

  /** Nothing yet. */
  public FeedCounts() {
    for (Count count : Count.values()) {
      counts.put(count, new LongAdder());
    }
  }

  void add(Count count) {
    counts.getOrDefault(count, new LongAdder()).increment();
  }

  void rejected(String reason) {
    rejectedReports.computeIfAbsent(reason, r -> new LongAdder()).increment();
  }

  void failed(String status) {
    failedCalls.computeIfAbsent(status, s -> new LongAdder()).increment();
  }

  void lagged(Duration behind) {
    lag = behind;
    maxLagNanos.accumulate(behind.toNanos());
  }

  /** How many so far. */
  public long of(Count count) {
    return counts.getOrDefault(count, new LongAdder()).sum();
  }

  /** Reports that a server did not take, by its reason. */
  public SortedMap<String, Long> rejectedReports() {
    return sums(rejectedReports);
  }

  /** Calls about rides that failed, by status; NOT_MADE when the one before had failed. */
  public SortedMap<String, Long> failedCalls() {
    return sums(failedCalls);
  }

  /** How long after its time the last event was told, in wall time. */
  public Duration lag() {
    return lag;
  }

  /** The longest that anything was told after its time, in wall time. */
  public Duration maxLag() {
    return Duration.ofNanos(maxLagNanos.get());
  }

  private static SortedMap<String, Long> sums(Map<String, LongAdder> adders) {
    var sums = new TreeMap<String, Long>();
    adders.forEach((key, adder) -> sums.put(key, adder.sum()));
    return sums;
  }
}
