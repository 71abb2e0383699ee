package dev.faremesh.demand.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WeekSlotsTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private final WeekSlots week = new WeekSlots(NEW_YORK);

  private int ofWeek(String local) {
    return week.ofWeek(WeekSlots.at(LocalDateTime.parse(local).atZone(NEW_YORK).toInstant()));
  }

  @Test
  void weekBeginsOnMondayByTheClockOfTheCity() {
    assertThat(ofWeek("2014-04-07T00:04")).isEqualTo(0);
    assertThat(ofWeek("2014-04-08T09:35")).isEqualTo(288 + 9 * 12 + 7);
    assertThat(ofWeek("2014-04-13T23:59")).isEqualTo(2015);
  }

  @Test
  void summerAndWinterHaveTheSameSlotAtTheSameWallClock() {
    assertThat(ofWeek("2014-01-15T17:30")).isEqualTo(ofWeek("2014-07-16T17:30"));
  }

  @Test
  void hourThatDaylightSavingLeavesOutHasNoSlotOfTime() {
    long before = WeekSlots.at(Instant.parse("2014-03-09T06:55:00Z")); // 1:55, then it is 3:00

    assertThat(week.ofWeek(before + 1) - week.ofWeek(before)).isEqualTo(13);
  }

  @Test
  void hourThatDaylightSavingRepeatsHasTheSameSlotsOfTheWeekTwice() {
    long first = WeekSlots.at(Instant.parse("2014-11-02T05:20:00Z")); // 1:20, and an hour later

    assertThat(week.ofWeek(first + 12)).isEqualTo(week.ofWeek(first));
  }

  @Test
  void zoneMayBeOffByAQuarterOfAnHour() {
    var nepal = new WeekSlots(ZoneId.of("Asia/Kathmandu"));

    assertThat(nepal.ofWeek(WeekSlots.at(Instant.parse("2014-04-06T18:15:00Z")))).isEqualTo(0);
  }

  @Test
  void shareOfASlotThatHasPassedStaysWithinIt() {
    long slot = WeekSlots.at(Instant.parse("2014-04-07T12:00:00Z"));

    assertThat(WeekSlots.passed(slot, Instant.parse("2014-04-07T12:01:15Z"))).isEqualTo(0.25);
    assertThat(WeekSlots.passed(slot, Instant.parse("2014-04-07T11:00:00Z"))).isEqualTo(0);
    assertThat(WeekSlots.passed(slot, Instant.parse("2014-04-07T13:00:00Z"))).isEqualTo(1);
  }
}
