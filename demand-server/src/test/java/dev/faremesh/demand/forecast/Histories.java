package dev.faremesh.demand.forecast;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Histories of a small city in which every slot is the same, but for an hour on Mondays. */
final class Histories {
  static final ZoneId ZONE = ZoneId.of("America/New_York");
  static final LocalDate MONDAY = LocalDate.of(2014, 4, 7);
  static final long BUSY = 0x882a100d2dfffffL;
  static final long CALM = 0x882a100d65fffffL;
  static final long RARE = 0x882a100d61fffffL;

  private Histories() {}

  /** Three weeks: 4 and 2 sessions per slot, 20 in the busy cell on Mondays from 9 to 10. */
  static History threeWeeks() {
    var history = new History(ZONE);
    var week = new WeekSlots(ZONE);
    for (int day = 0; day < 21; day++) {
      var date = MONDAY.plusDays(day);
      history.observe(date);
      for (int slot = 0; slot < 288; slot++) {
        long time = WeekSlots.at(date.atStartOfDay(ZONE).toInstant()) + slot;
        boolean rush = day % 7 == 0 && slot / 12 == 9;
        history.add(BUSY, week.ofWeek(time), rush ? 20 : 4);
        history.add(CALM, week.ofWeek(time), 2);
      }
      history.add(RARE, week.ofWeek(0), 1);
    }
    return history;
  }

  static Profile profile() {
    return Profile.of("three weeks", threeWeeks());
  }

  /** A moment on the day after the history, which is a Monday. */
  static Instant at(String time) {
    return LocalDateTime.parse("2014-04-28T" + time).atZone(ZONE).toInstant();
  }
}
