package dev.faremesh.pricing;

import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.Signal.Missing;
import dev.faremesh.pricing.Signal.Stale;
import dev.faremesh.pricing.Signal.Staleness;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What a source answered, before anybody believes it: any time and any share can be in it.
 *
 * @param counts by cell; a cell that the source knows nothing of is left out
 * @param asOf up to when it heard, in event time; empty when never
 * @param age event time since then; empty when never
 * @param coverage the share of what should be known that is known
 * @param scale event time that passes in a second of wall time, in seconds
 */
public record Observation(
    Map<Cell, CellCount> counts,
    Optional<Instant> asOf,
    Optional<Duration> age,
    double coverage,
    double scale) {
  /** The greatest age that is live. */
  public static final Duration LIVE_FOR = Duration.ofMinutes(1);

  /** The least coverage that is live. */
  public static final double LIVE_FROM_COVERAGE = 0.8;

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final double MOST_SCALE = 100_000;

  /**
   * The one place that decides what is live, stale or missing.
   *
   * @param cells that were asked for: not to know one of them is not to know
   */
  public Signal<CellCounts> judge(Collection<Cell> cells) {
    if (!plausible()) {
      return new Missing<>(Missing.NONSENSE);
    }
    if (coverage == 0 || asOf.isEmpty() || age.isEmpty() || !counts.keySet().containsAll(cells)) {
      return new Missing<>(Missing.NOT_OBSERVED);
    }
    var known = new CellCounts(counts);
    var freshness = new Freshness(asOf.get(), age.get(), coverage, scale);
    if (freshness.age().compareTo(LIVE_FOR) > 0) {
      return new Stale<>(known, freshness, Staleness.AGE);
    }
    if (coverage < LIVE_FROM_COVERAGE) {
      return new Stale<>(known, freshness, Staleness.COVERAGE);
    }
    return new Live<>(known, freshness);
  }

  /** Whether it can be at all: or else it is nonsense. */
  public boolean plausible() {
    return coverage >= 0
        && coverage <= 1
        && scale > 0
        && scale <= MOST_SCALE
        && asOf.filter(time -> time.isBefore(EARLIEST) || time.isAfter(LATEST)).isEmpty()
        && age.filter(Observation::impossible).isEmpty();
  }

  private static boolean impossible(Duration age) {
    return age.isNegative() || age.compareTo(Duration.between(EARLIEST, LATEST)) > 0;
  }
}
