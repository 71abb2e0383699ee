package dev.faremesh.evaluation.history;

import java.time.DayOfWeek;
import java.time.LocalDateTime;

/** When people of a kind of place want rides, over the week. Means about 1. */
enum Rhythm {
  /** People live here: they leave in the morning. */
  HOMES(2.4, 0.7, 0.8),
  /** People work here: they leave in the evening. */
  OFFICES(0.4, 2.4, 0.4),
  /** People go out here: they leave at night, and most at the end of the week. */
  NIGHTLIFE(0.2, 0.9, 2.4),
  /** People arrive here all day long: a station, an airport. */
  STATION(1.0, 1.2, 0.8);

  private final double morning;
  private final double evening;
  private final double night;

  Rhythm(double morning, double evening, double night) {
    this.morning = morning;
    this.evening = evening;
    this.night = night;
  }

  double at(LocalDateTime time) {
    double hour = time.getHour() + time.getMinute() / 60.0;
    boolean free = isFree(time.getDayOfWeek());
    double early = free ? 0.25 * bump(hour, 11, 2.5) : bump(hour, 7.3, 1.1);
    double late = (free ? 0.7 : 1) * bump(hour, 17.4, 1.9);
    double out = goingOut(time.minusHours(5).getDayOfWeek(), hour);
    return 0.04 + 0.35 * bump(hour, 14.5, 3.5) + morning * early + evening * late + night * out;
  }

  private static boolean isFree(DayOfWeek day) {
    return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
  }

  /** A night belongs to the day on which it begins; at the end of the week it is a long one. */
  private static double goingOut(DayOfWeek day, double hour) {
    return switch (day) {
      case MONDAY, TUESDAY, WEDNESDAY -> 0.7 * bump(hour, 20.8, 1.2);
      case THURSDAY -> 0.9 * bump(hour, 21.5, 1.5);
      case FRIDAY -> bump(hour, 22.5, 2.3);
      case SATURDAY -> 1.1 * bump(hour, 22.8, 2.5);
      case SUNDAY -> 0.6 * bump(hour, 20.5, 1.3);
    };
  }

  /** A bell around an hour of the day, which is a ring. */
  private static double bump(double hour, double peak, double width) {
    double away = Math.abs(hour - peak);
    double off = Math.min(away, 24 - away) / width;
    return Math.exp(-off * off / 2);
  }
}
