package dev.faremesh.demand.forecast;

import static dev.faremesh.demand.forecast.Histories.BUSY;
import static dev.faremesh.demand.forecast.Histories.CALM;
import static dev.faremesh.demand.forecast.Histories.ZONE;
import static dev.faremesh.demand.forecast.Histories.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DemandForecastTest {
  private static final Duration FIVE = Duration.ofMinutes(5);

  private final DemandForecast forecast = new DemandForecast(Histories.profile(), ZONE);

  /** Tells slots of the same counts, evenly spread. */
  private static Instant tell(
      DemandForecast forecast, Instant from, int slots, int busy, int calm) {
    var time = from;
    for (int slot = 0; slot < slots; slot++) {
      forecast.closeThrough(time);
      for (int i = 0; i < busy; i++) {
        assertThat(forecast.count(BUSY, time.plus(FIVE.multipliedBy(i).dividedBy(busy)))).isTrue();
      }
      for (int i = 0; i < calm; i++) {
        assertThat(forecast.count(CALM, time.plusSeconds(i))).isTrue();
      }
      time = time.plus(FIVE);
    }
    forecast.closeThrough(time);
    return time;
  }

  private double mean(long cell, Instant from) {
    return forecast.expected(cell, from, FIVE).mean();
  }

  @Test
  void beforeAnythingIsHeardTheProfileIsExpected() {
    assertThat(mean(BUSY, at("12:00:00"))).isCloseTo(4, within(0.1));
    assertThat(forecast.expected(BUSY, at("12:00:00"), Duration.ofHours(1)).mean())
        .isCloseTo(48, within(1.0));
  }

  @Test
  void questionBeforeAnythingIsHeardDoesNotStartTheClock() {
    var _ = mean(BUSY, at("12:00:00"));

    assertThat(forecast.count(BUSY, at("08:00:00"))).isTrue();
  }

  @Test
  void usualCountsLeaveTheProfile() {
    var now = tell(forecast, at("12:00:00"), 24, 4, 2);

    assertThat(mean(BUSY, now)).isCloseTo(4, within(0.2));
    assertThat(mean(CALM, now)).isCloseTo(2, within(0.1));
  }

  @Test
  void busyCityRaisesTheCellsOfWhichNothingWasHeard() {
    var now = tell(forecast, at("12:00:00"), 1, 30, 2);

    assertThat(mean(Histories.RARE, now))
        .isGreaterThan(1.2 * Histories.profile().expected(Histories.RARE, 145));
  }

  @Test
  void crowdIsNoticedBeforeItsSlotCloses() {
    var now = tell(forecast, at("12:00:00"), 24, 4, 2);
    for (int i = 0; i < 12; i++) {
      assertThat(forecast.count(CALM, now.plusSeconds(10L * i))).isTrue();
    }

    assertThat(mean(CALM, now.plusSeconds(120))).isGreaterThan(10);
  }

  @Test
  void crowdThatRaisesTheWholeCityIsNotCountedTwice() {
    var now = tell(forecast, at("12:00:00"), 1, 4, 90);

    assertThat(mean(CALM, now)).isBetween(45.0, 95.0);
  }

  @Test
  void crowdIsForgottenWhenItIsGone() {
    var now = tell(forecast, at("12:00:00"), 6, 4, 30);
    double during = mean(CALM, now);
    now = tell(forecast, now, 6, 4, 2);

    assertThat(during).isGreaterThan(20);
    assertThat(mean(CALM, now)).isLessThan(5);
  }

  @Test
  void emptyFirstMinuteIsNotTakenForAnEmptySlot() {
    var now = tell(forecast, at("12:00:00"), 24, 4, 2);

    assertThat(mean(CALM, now.plusSeconds(60))).isBetween(1.6, 2.0);
  }

  @Test
  void whatComesOutOfOrderIsCountedWhereItBelongs() {
    forecast.closeThrough(at("12:04:58"));

    assertThat(forecast.count(BUSY, at("12:05:01"))).as("next slot, a little early").isTrue();
    assertThat(forecast.count(BUSY, at("12:00:00"))).as("open slot, late").isTrue();
    assertThat(forecast.count(BUSY, at("12:10:00"))).as("too far ahead").isFalse();
    forecast.closeThrough(at("12:05:02"));
    assertThat(forecast.count(BUSY, at("12:04:59"))).as("slot is closed").isFalse();
  }

  @Test
  void earlySessionIsCountedInItsOwnSlotAlone() {
    var early = new DemandForecast(Histories.profile(), ZONE);
    var onTime = new DemandForecast(Histories.profile(), ZONE);
    early.closeThrough(at("12:00:00"));
    onTime.closeThrough(at("12:00:00"));
    assertThat(early.count(CALM, at("12:05:30"))).isTrue();
    early.closeThrough(at("12:05:00"));
    onTime.closeThrough(at("12:05:00"));
    assertThat(onTime.count(CALM, at("12:05:30"))).isTrue();

    assertThat(early.expected(CALM, at("12:06:00"), FIVE))
        .isEqualTo(onTime.expected(CALM, at("12:06:00"), FIVE));
  }

  @Test
  void clockThatJumpsBackChangesNothing() {
    var now = tell(forecast, at("12:00:00"), 6, 9, 2);
    var before = forecast.expected(BUSY, now, FIVE);
    forecast.closeThrough(at("03:00:00"));

    assertThat(forecast.expected(BUSY, now, FIVE)).isEqualTo(before);
    assertThat(forecast.calibration().forecasts()).isEqualTo(6 * 3);
  }

  @Test
  void clockThatJumpsDaysAheadBeginsAnew() {
    var now = tell(forecast, at("12:00:00"), 12, 16, 2).plus(Duration.ofDays(7));
    forecast.closeThrough(now);

    assertThat(mean(BUSY, now)).isCloseTo(4, within(0.1));
    assertThat(forecast.calibration()).isEqualTo(Calibration.NONE);
  }

  @Test
  void silenceOfAWholeCityIsNotTakenForNoDemand() {
    var busy = new DemandForecast(large(), ZONE);
    var now = tell(busy, at("12:00:00"), 24, 40, 20);
    double before = busy.expected(BUSY, now, FIVE).mean();
    var later = now.plus(Duration.ofMinutes(30));
    busy.closeThrough(later);

    assertThat(busy.expected(BUSY, now.plusSeconds(200), FIVE).mean())
        .isCloseTo(before, within(0.05 * before));
    assertThat(busy.expected(BUSY, later, FIVE).mean()).isCloseTo(before, within(0.05 * before));
  }

  /** Ten times as much as the other. */
  private static Profile large() {
    var history = Histories.threeWeeks();
    for (long cell : history.cells()) {
      var counts = history.counts(cell);
      for (int slot = 0; slot < counts.length; slot++) {
        history.add(cell, slot, 9 * counts[slot]);
      }
    }
    return Profile.of(history);
  }

  @Test
  void firstSlotCountsForTheShareThatWasHeard() {
    forecast.closeThrough(at("12:04:00"));
    assertThat(forecast.count(BUSY, at("12:04:30"))).isTrue();
    forecast.closeThrough(at("12:05:00"));

    assertThat(mean(BUSY, at("12:05:00"))).isCloseTo(4, within(0.2));
    assertThat(forecast.calibration()).isEqualTo(Calibration.NONE);
  }

  @Test
  void longerHorizonGoesBackToTheProfile() {
    var now = tell(forecast, at("12:00:00"), 12, 4, 12);
    double soon = forecast.expected(CALM, now, FIVE).mean();
    double hours = forecast.expected(CALM, now, Duration.ofHours(6)).mean() / 72;

    assertThat(soon).isGreaterThan(8);
    assertThat(hours).isBetween(2.0, 4.5);
  }

  @Test
  void horizonIsAboveZeroAndAtMostADay() {
    assertThatThrownBy(() -> forecast.expected(BUSY, at("12:00:00"), Duration.ZERO))
        .hasMessage("horizon: PT0S (expected: > 0, and at most PT24H)");
    assertThatThrownBy(() -> forecast.expected(BUSY, at("12:00:00"), Duration.ofDays(2)))
        .hasMessage("horizon: PT48H (expected: > 0, and at most PT24H)");
  }

  @Test
  void profileOfAnotherZoneIsRefused() {
    assertThatThrownBy(() -> new DemandForecast(Histories.profile(), ZoneId.of("Asia/Tokyo")))
        .hasMessage("zone: Asia/Tokyo (expected: America/New_York, in which the profile was made)");
  }
}
