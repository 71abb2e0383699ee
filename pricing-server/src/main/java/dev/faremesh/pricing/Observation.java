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
 * What a source answered, before anybody believes it: anything can be in it.
 *
 * @param expected counts by cell; a cell that the source knows nothing of is left out
 * @param asOf up to when it heard, in event time; empty when never
 * @param age event time since then; empty when never
 * @param coverage the share of what should be known that is known
 */
public record Observation(
    Map<Cell, Double> expected, Optional<Instant> asOf, Optional<Duration> age, double coverage) {
  /** The greatest age that is live. */
  public static final Duration LIVE_FOR = Duration.ofMinutes(1);

  /** The least coverage that is live. */
  public static final double LIVE_FROM_COVERAGE = 0.8;

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Duration LONGEST = Duration.ofDays(9999 * 365L);

  /**
   * The one place that decides what is live, stale or missing.
   *
   * @param cells that were asked for: not to know one of them is not to know
   */
  public Signal<CellCounts> judge(Collection<Cell> cells) {
    if (!plausible()) {
      return new Missing<>(Missing.NONSENSE);
    }
    if (coverage == 0 || asOf.isEmpty() || age.isEmpty() || !expected.keySet().containsAll(cells)) {
      return new Missing<>(Missing.NOT_OBSERVED);
    }
    var counts = new CellCounts(expected);
    var freshness = new Freshness(asOf.get(), age.get(), coverage);
    if (freshness.age().compareTo(LIVE_FOR) > 0) {
      return new Stale<>(counts, freshness, Staleness.AGE);
    }
    if (coverage < LIVE_FROM_COVERAGE) {
      return new Stale<>(counts, freshness, Staleness.COVERAGE);
    }
    return new Live<>(counts, freshness);
  }

  /** Whether it can be at all, with times that calendars know: or else it is nonsense. */
  public boolean plausible() {
    return coverage >= 0
        && coverage <= 1
        && age.stream().allMatch(Observation::plausible)
        && asOf.stream().allMatch(Observation::plausible)
        && expected.values().stream().allMatch(CellCounts::plausible);
  }

  private static boolean plausible(Duration age) {
    return !age.isNegative() && age.compareTo(LONGEST) <= 0;
  }

  private static boolean plausible(Instant asOf) {
    return !asOf.isBefore(EARLIEST) && !asOf.isAfter(EARLIEST.plus(LONGEST));
  }
}
