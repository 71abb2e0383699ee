package dev.faremesh.demand.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds of forecasts whatever happens. */
class DemandForecastPropertyTest {
  private static final Profile PROFILE = Histories.profile();
  private static final Instant START = Histories.at("06:00:00");
  private static final Duration FIVE = Duration.ofMinutes(5);

  /** Slots with so many sessions in the busy cell, and what is then expected there. */
  private static Expected after(Profile profile, List<Integer> counts, int more, int seconds) {
    var forecast = new DemandForecast(profile, Histories.ZONE);
    var time = START;
    for (int count : counts) {
      forecast.closeThrough(time);
      count(forecast, time, count);
      time = time.plus(FIVE);
    }
    forecast.closeThrough(time);
    count(forecast, time, more);
    return forecast.expected(Histories.BUSY, time.plusSeconds(seconds), FIVE);
  }

  private static void count(DemandForecast forecast, Instant time, int sessions) {
    for (int i = 0; i < sessions; i++) {
      assertThat(forecast.count(Histories.BUSY, time)).isTrue();
    }
  }

  /** But for the first, which tells that the silence before was no outage. */
  @Property(tries = 200)
  void anotherSessionNeverLowersWhatIsExpected(
      @ForAll @Size(max = 20) List<@IntRange(max = 60) Integer> counts,
      @ForAll @IntRange(min = 1, max = 40) int open,
      @ForAll @IntRange(min = 1, max = 299) int seconds,
      @ForAll boolean history) {
    var profile = history ? PROFILE : Profile.none();

    assertThat(after(profile, counts, open + 1, seconds).mean())
        .isGreaterThanOrEqualTo(after(profile, counts, open, seconds).mean() - 1e-9);
  }

  @Property(tries = 200)
  void whatIsExpectedStaysNearWhatIsKnown(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 500) Integer> counts,
      @ForAll boolean history) {
    var expected = after(history ? PROFILE : Profile.none(), counts, 0, 0);
    int most = counts.stream().mapToInt(Integer::intValue).max().orElse(0);

    assertThat(expected.mean()).isBetween(0.0, 1.5 * Math.max(most, 4) + 20);
    assertThat(expected.shape()).isPositive();
  }

  @Property(tries = 100)
  void longerHorizonNeverExpectsLess(
      @ForAll @Size(max = 10) List<@IntRange(max = 30) Integer> counts,
      @ForAll @IntRange(min = 1, max = 3600) int seconds) {
    var forecast = new DemandForecast(PROFILE, Histories.ZONE);
    var time = START;
    for (int count : counts) {
      forecast.closeThrough(time);
      count(forecast, time, count);
      time = time.plus(FIVE);
    }
    var shorter = forecast.expected(Histories.BUSY, time, Duration.ofSeconds(seconds));
    var longer = forecast.expected(Histories.BUSY, time, Duration.ofSeconds(seconds + 30L));

    assertThat(longer.mean()).isGreaterThanOrEqualTo(shorter.mean());
  }
}
