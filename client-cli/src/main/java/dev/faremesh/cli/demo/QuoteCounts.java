package dev.faremesh.cli.demo;

import io.grpc.Status;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was quoted.
 *
 * @param live priced from live supply and demand
 * @param degraded without surge, because an input was stale or missing
 * @param surging with a multiplier above 1
 * @param multipliers the sum over the live ones
 * @param highest the highest multiplier; 1 when there was none
 * @param failed calls that got no quote, by status
 */
record QuoteCounts(
    long live,
    long degraded,
    long surging,
    double multipliers,
    double highest,
    Map<Status.Code, Long> failed) {
  static final QuoteCounts NONE = new QuoteCounts(0, 0, 0, 0, 1, Map.of());

  QuoteCounts {
    failed = Map.copyOf(failed);
  }

  QuoteCounts quoted(double multiplier, boolean fromLiveInputs) {
    return fromLiveInputs
        ? new QuoteCounts(
            live + 1,
            degraded,
            surging + (multiplier > 1 ? 1 : 0),
            multipliers + multiplier,
            Math.max(highest, multiplier),
            failed)
        : new QuoteCounts(live, degraded + 1, surging, multipliers, highest, failed);
  }

  QuoteCounts failed(Status.Code status) {
    var more = new TreeMap<>(failed);
    more.merge(status, 1L, Long::sum);
    return new QuoteCounts(live, degraded, surging, multipliers, highest, more);
  }

  long total() {
    return live + degraded;
  }

  /** The mean multiplier of the live ones; 1 when there was none. */
  double mean() {
    return live == 0 ? 1 : multipliers / live;
  }
}
