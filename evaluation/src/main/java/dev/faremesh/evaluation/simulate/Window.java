package dev.faremesh.evaluation.simulate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The part of a day that is played.
 *
 * @param begin by the clock on the wall
 * @param warmUp minutes before anything is measured
 * @param minutes in all
 */
record Window(LocalTime begin, int warmUp, int minutes) {
  /** 15:00 to 3:00, after an hour of warm-up. */
  static final Window EVENING = new Window(LocalTime.of(14, 0), 60, 13 * 60);

  /** Around an event that lasts from 22:30 to 23:30. */
  static final Window NIGHT = new Window(LocalTime.of(21, 0), 60, 3 * 60);

  Window {
    if (warmUp < 0 || minutes <= warmUp || minutes % 60 != 0) {
      throw new IllegalArgumentException(
          "minutes: %d (expected: whole hours, more than the %d of warm-up)"
              .formatted(minutes, warmUp));
    }
  }

  Instant begin(LocalDate date, ZoneId zone) {
    return date.atTime(begin).atZone(zone).toInstant();
  }

  Instant end(LocalDate date, ZoneId zone) {
    return begin(date, zone).plus(Duration.ofMinutes(minutes));
  }

  int hours() {
    return minutes / 60;
  }
}
