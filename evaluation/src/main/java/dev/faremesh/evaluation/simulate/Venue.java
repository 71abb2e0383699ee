package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.simulate.market.Dice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where a crowd leaves at once: 800 riders more within an hour and 1.5 km, in the cell that is the
 * busiest at that hour of other days.
 */
final class Venue {
  static final int CROWD = 800;
  static final double RADIUS_KM = 1.5;

  /** The first minute of {@link Window#NIGHT} in which the crowd looks: 22:30. */
  static final int FROM = 90;

  /** The first minute in which it does not any more. */
  static final int UNTIL = 150;

  private static final int TRIES = 50;

  private final Day day;
  private final int center;

  Venue(Day day) {
    this.day = day;
    this.center = busiest();
  }

  private int busiest() {
    int slot = day.slotOfWeek(FROM);
    int busiest = 0;
    for (int cell = 1; cell < day.city().demandCells(); cell++) {
      busiest = expected(cell, slot) > expected(busiest, slot) ? cell : busiest;
    }
    return busiest;
  }

  private double expected(int cell, int slot) {
    return day.profile().expected(day.city().map().cell(cell), slot);
  }

  /** Riders who look from near here while the crowd leaves. */
  boolean near(int minute, double east, double north) {
    var map = day.city().map();
    return minute >= FROM
        && minute < UNTIL
        && Math.hypot(east - map.east(center), north - map.north(center)) <= RADIUS_KM;
  }

  /** The same day with the crowd. */
  Day crowded(Dice dice) {
    var looks = new ArrayList<>(day.looks());
    for (int rider = 0; rider < CROWD; rider++) {
      looks.add(look(dice.of(rider)));
    }
    looks.sort(Comparator.comparingLong(Look::epochSecond));
    return new Day(day.city(), day.window(), day.date(), day.profile(), List.copyOf(looks));
  }

  private Look look(Dice own) {
    long second =
        day.begin().getEpochSecond() + 60 * FROM + (long) (own.roll(0) * 60 * (UNTIL - FROM));
    for (int name = 1; name < TRIES; name++) {
      double distance = RADIUS_KM * Math.sqrt(own.of(name).roll(0));
      double bearing = 2 * Math.PI * own.of(name).roll(1);
      var look = look(second, distance * Math.cos(bearing), distance * Math.sin(bearing));
      if (number(look) >= 0 && number(look) < day.city().demandCells()) {
        return look; // elsewhere may be water
      }
    }
    return look(second, 0, 0);
  }

  private int number(Look look) {
    return day.city().map().number(look.cell());
  }

  private Look look(long second, double eastOfCenter, double northOfCenter) {
    var map = day.city().map();
    return day.city()
        .look(second, map.east(center) + eastOfCenter, map.north(center) + northOfCenter);
  }
}
