package dev.faremesh.demand.forecast;

import static dev.faremesh.demand.forecast.Histories.BUSY;
import static dev.faremesh.demand.forecast.Histories.CALM;
import static dev.faremesh.demand.forecast.Histories.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Forecasts of a city that has no profile. */
class NoHistoryTest {
  private static final Duration FIVE = Duration.ofMinutes(5);

  private final DemandForecast forecast = new DemandForecast(Profile.none(), Histories.ZONE);
  private Instant now = at("12:00:00");

  private void tell(int slots, int sessions) {
    for (int slot = 0; slot < slots; slot++) {
      forecast.closeThrough(now);
      for (int i = 0; i < sessions; i++) {
        assertThat(forecast.count(BUSY, now.plusSeconds(i))).isTrue();
      }
      now = now.plus(FIVE);
    }
    forecast.closeThrough(now);
  }

  @Test
  void untouchedCellExpectsNextToNothingButNotNothing() {
    tell(3, 5);

    assertThat(forecast.expected(CALM, now, FIVE).mean()).isBetween(0.0001, 0.01);
  }

  @Test
  void meanOfTheCellIsLearnt() {
    tell(40, 3);

    var expected = forecast.expected(BUSY, now, FIVE);
    assertThat(expected.mean()).isCloseTo(3, within(0.05));
    assertThat(expected.quantile(0.1)).isBetween(0, 2);
    assertThat(expected.quantile(0.9)).isBetween(4, 7);
  }

  @Test
  void crowdShowsAtOnce() {
    tell(1, 20);

    assertThat(forecast.expected(BUSY, now, FIVE).mean()).isBetween(8.0, 20.0);
  }

  @Test
  void oneSessionIsNotOneInEverySlot() {
    tell(1, 1);
    double after = forecast.expected(BUSY, now, FIVE).mean();
    tell(6, 0);

    assertThat(after).isLessThan(0.7);
    assertThat(forecast.expected(BUSY, now, FIVE).mean()).isLessThan(0.2);
  }

  @Test
  void cellWhoseSessionsAreLongAgoIsForgotten() {
    tell(1, 2);
    assertThat(forecast.cells()).containsExactly(BUSY);
    tell(120, 0);

    assertThat(forecast.cells()).isEmpty();
  }
}
