package dev.faremesh.demand.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private final DemandForecast forecast =
      new DemandForecast(Histories.profile(), Histories.ZONE, new SplittableRandom(11));
  private final SplittableRandom random = new SplittableRandom(3);

  private Instant tell(Instant from, int slots, double busy, double calm) {
    for (int slot = 0; slot < slots; slot++) {
      var time = from.plus(WeekSlots.LENGTH.multipliedBy(slot));
      forecast.closeThrough(time);
      count(Histories.BUSY, busy, time);
      count(Histories.CALM, calm, time);
    }
    var end = from.plus(WeekSlots.LENGTH.multipliedBy(slots));
    forecast.closeThrough(end);
    return end;
  }

  private void count(long cell, double mean, Instant time) {
    double least = Math.exp(-mean);
    for (double p = random.nextDouble(); p > least; p *= random.nextDouble()) {
      assertThat(forecast.count(cell, time.plusSeconds(1))).isTrue();
    }
  }

  @Test
  void forecastsOfAnOrdinaryDayAreCovered() {
    var sum = Calibration.NONE;
    var now = Histories.at("10:00:00");
    for (int hour = 0; hour < 13; hour++) {
      now = tell(now, 12, 4, 2);
      sum = sum.plus(forecast.calibration());
    }

    assertThat(sum.forecasts()).isEqualTo(13 * 12 * 3);
    assertThat(sum.coverage()).isBetween(0.74, 0.86);
    assertThat(sum.bias()).isCloseTo(0, within(0.05));
    assertThat(sum.wape()).isBetween(0.3, 0.6);
  }

  @Test
  void onlyTheLastHourCounts() {
    var now = tell(Histories.at("12:00:00"), 12, 40, 2);
    long crowd = forecast.calibration().actual();
    tell(now, 12, 4, 2);

    assertThat(crowd).isGreaterThan(400);
    assertThat(forecast.calibration().actual()).isLessThan(120);
    assertThat(forecast.calibration().forecasts()).isEqualTo(12 * 3);
  }

  @Test
  void forecastsThatWereFarOffAreNotCovered() {
    tell(Histories.at("12:00:00"), 1, 40, 2);

    assertThat(forecast.calibration().bias()).isLessThan(-0.5);
    assertThat(forecast.calibration().coverage()).isLessThan(0.7);
  }

  @Test
  void sameChanceGivesTheSameFigures() {
    var twin = new DemandForecast(Histories.profile(), Histories.ZONE, new SplittableRandom(11));
    for (var each : new DemandForecast[] {forecast, twin}) {
      each.closeThrough(Histories.at("12:00:00"));
      each.closeThrough(Histories.at("12:00:00").plus(Duration.ofMinutes(40)));
    }

    assertThat(forecast.calibration()).isEqualTo(twin.calibration());
    assertThat(forecast.calibration().forecasts()).isEqualTo(8 * 3);
  }

  @Test
  void figuresOfNothingAreNoNumbers() {
    assertThat(Calibration.NONE.coverage()).isNaN();
    assertThat(Calibration.NONE.bias()).isNaN();
    assertThat(Calibration.NONE.wape()).isNaN();
  }
}
