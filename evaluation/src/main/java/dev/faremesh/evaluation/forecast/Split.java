package dev.faremesh.evaluation.forecast;

import dev.faremesh.demand.forecast.WeekSlots;
import dev.faremesh.evaluation.Pickups;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;

/**
 * The days of a file: the first 70 % to learn from, the rest to score.
 *
 * @param training in order
 * @param test in order, all later
 */
record Split(List<LocalDate> training, List<LocalDate> test) {
  private static final int LEAST_DAYS = 10;
  private static final int TRAINING_PERCENT = 70;

  Split {
    training = List.copyOf(training);
    test = List.copyOf(test);
  }

  /**
   * Splits the days on which there was a pickup.
   *
   * @throws IOException when they are too few
   */
  static Split of(Pickups pickups) throws IOException {
    var found = new TreeSet<LocalDate>();
    for (int i = 0; i < pickups.count(); i++) {
      found.add(pickups.at(i).atZone(Pickups.ZONE).toLocalDate());
    }
    var days = List.copyOf(found);
    if (days.size() < LEAST_DAYS) {
      throw new IOException(
          "days: %d (expected: >= %d, for a week to learn from, and some to score)"
              .formatted(days.size(), LEAST_DAYS));
    }
    int learnt = days.size() * TRAINING_PERCENT / 100;
    return new Split(days.subList(0, learnt), days.subList(learnt, days.size()));
  }

  /** The first slot of time of a day. */
  static long firstSlot(LocalDate day, ZoneId zone) {
    return WeekSlots.at(day.atStartOfDay(zone).toInstant());
  }
}
