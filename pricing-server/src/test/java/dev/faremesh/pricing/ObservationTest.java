package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.Signal.Missing;
import dev.faremesh.pricing.Signal.Stale;
import dev.faremesh.pricing.Signal.Staleness;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ObservationTest {
  private static final List<Cell> CELLS = Cell.at(Places.TIMES_SQUARE).neighbourhood();
  private static final Instant AS_OF = Instant.parse("2013-01-01T09:30:00Z");

  @Test
  void freshAndCoveredIsLiveUpToTheLimits() {
    var signal = observed(counts(1.5), Duration.ofMinutes(1), 0.8).judge(CELLS);

    assertThat(signal)
        .isEqualTo(
            new Live<>(
                new CellCounts(counts(1.5)),
                new Freshness(AS_OF, Duration.ofMinutes(1), 0.8, 600)));
    assertThat(signal.whyNotLive()).isEmpty();
  }

  @Test
  void olderIsStaleByAge() {
    var age = Duration.ofMinutes(1).plusNanos(1);

    var signal = observed(counts(1.5), age, 0.9).judge(CELLS);

    assertThat(signal)
        .isEqualTo(
            new Stale<>(
                new CellCounts(counts(1.5)), new Freshness(AS_OF, age, 0.9, 600), Staleness.AGE));
    assertThat(signal.whyNotLive()).contains("AGE");
  }

  @Test
  void thinnerIsStaleByCoverage() {
    assertThat(observed(counts(1.5), Duration.ofSeconds(5), 0.799).judge(CELLS).whyNotLive())
        .contains("COVERAGE");
  }

  @Test
  void ageIsToldBeforeCoverage() {
    assertThat(observed(counts(1.5), Duration.ofMinutes(5), 0.1).judge(CELLS).whyNotLive())
        .contains("AGE");
  }

  @Test
  void coverageOfNothingIsNotObserved() {
    assertMissing(observed(counts(0), Duration.ofSeconds(5), 0), "NOT_OBSERVED");
  }

  @Test
  void feedThatWasNeverHeardIsNotObserved() {
    assertMissing(
        new Observation(counts(1.5), Optional.empty(), Optional.empty(), 0.9, 600), "NOT_OBSERVED");
  }

  @Test
  void oneCellWithoutCountIsNotObserved() {
    var counts = new HashMap<>(counts(1.5));
    counts.remove(CELLS.get(4));

    assertMissing(observed(counts, Duration.ofSeconds(5), 0.9), "NOT_OBSERVED");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -0.1, 1.1})
  void coverageThatCannotBeIsNonsense(double coverage) {
    assertMissing(observed(counts(1.5), Duration.ofSeconds(5), coverage), "NONSENSE");
  }

  @Test
  void ageOfTheFutureIsNonsense() {
    assertMissing(observed(counts(1.5), Duration.ofNanos(-1), 0.9), "NONSENSE");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 0, -1, 100_001})
  void scaleThatCannotBeIsNonsense(double scale) {
    var age = Optional.of(Duration.ofSeconds(5));

    assertMissing(new Observation(counts(1.5), Optional.of(AS_OF), age, 0.9, scale), "NONSENSE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
  void timeThatNoContractKnowsIsNonsense(Instant asOf) {
    var age = Optional.of(Duration.ofSeconds(5));

    assertMissing(new Observation(counts(1.5), Optional.of(asOf), age, 0.9, 600), "NONSENSE");
  }

  @Test
  void ageOfEternityIsNonsense() {
    assertMissing(observed(counts(1.5), Duration.ofSeconds(Long.MAX_VALUE), 0.9), "NONSENSE");
  }

  private static void assertMissing(Observation observation, String reason) {
    assertThat(observation.judge(CELLS)).isEqualTo(new Missing<>(reason));
  }

  private static Observation observed(Map<Cell, CellCount> counts, Duration age, double coverage) {
    return new Observation(counts, Optional.of(AS_OF), Optional.of(age), coverage, 600);
  }

  private static Map<Cell, CellCount> counts(double each) {
    var counts = new HashMap<Cell, CellCount>();
    CELLS.forEach(cell -> counts.put(cell, new CellCount(each, 2)));
    return counts;
  }
}
