package dev.faremesh.demand;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Which riders' sessions a forecast has counted: each rider's once per window, however often the
 * rider looks. Not safe for use by threads.
 */
final class CountedRiders {
  private final Duration window;
  private final SequencedMap<String, Instant> counted = new LinkedHashMap<>();

  CountedRiders(Duration window) {
    this.window = window;
  }

  /** Whether a session is to be counted; it is taken for counted from now on. */
  boolean add(String riderId, Instant observed) {
    var last = counted.get(riderId);
    if (last != null && observed.isBefore(last.plus(window))) {
      return false;
    }
    counted.putLast(riderId, observed);
    return true;
  }

  /** Forgets who was counted before: nobody will be observed so early any more. */
  void dropBefore(Instant from) {
    // In the order of arrival, which is nearly that of time.
    while (!counted.isEmpty() && counted.firstEntry().getValue().isBefore(from)) {
      counted.pollFirstEntry();
    }
  }

  void clear() {
    counted.clear();
  }
}
