package dev.faremesh.pricing;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Set;

/**
 * A charge at some hours, by the city's clocks: an hour that clocks skip is never charged, and one
 * that they show twice is charged twice over. A band that ends before it starts goes over midnight,
 * and belongs to the day on which it starts.
 *
 * @param label what riders read
 * @param amount in minor units
 * @param days on which it starts, at least one
 * @param from since midnight, less than a day
 * @param to since midnight, exclusive, more than 0, at most a day
 */
public record SurchargeBand(
    String label, long amount, Set<DayOfWeek> days, Duration from, Duration to) {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);

  public SurchargeBand {
    Expected.label(label);
    Expected.amount("amount", amount);
    days = Set.copyOf(days);
    Expected.that(!days.isEmpty(), "days", days, "at least one");
    Expected.that(
        !from.isNegative() && from.compareTo(DAY) < 0, "from", from, "PT0S to less than PT24H");
    Expected.that(
        to.compareTo(Duration.ZERO) > 0 && to.compareTo(DAY) <= 0,
        "to",
        to,
        "more than PT0S, at most PT24H");
    Expected.that(!to.equals(from), "to", to, "other than from; PT0S to PT24H is all day");
  }

  /** Whether it is charged when the city's clocks show this. */
  boolean holds(LocalDateTime local) {
    var sinceMidnight = Duration.ofNanos(local.toLocalTime().toNanoOfDay());
    boolean begun = sinceMidnight.compareTo(from) >= 0;
    boolean over = sinceMidnight.compareTo(to) >= 0;
    var today = local.getDayOfWeek();
    return overMidnight()
        ? (begun && days.contains(today)) || (!over && days.contains(today.minus(1)))
        : begun && !over && days.contains(today);
  }

  /** Whether both are charged at some moment of the week. */
  boolean overlaps(SurchargeBand other) {
    return days.stream()
        .anyMatch(day -> other.days.stream().anyMatch(its -> overlaps(day, other, its)));
  }

  private boolean overlaps(DayOfWeek day, SurchargeBand other, DayOfWeek itsDay) {
    var apart = DAY.multipliedBy(itsDay.getValue() - day.getValue()).plus(other.from).minus(from);
    for (var distance : new Duration[] {apart.minus(WEEK), apart, apart.plus(WEEK)}) {
      if (distance.compareTo(length()) < 0 && distance.plus(other.length()).isPositive()) {
        return true;
      }
    }
    return false;
  }

  private Duration length() {
    return overMidnight() ? to.plus(DAY).minus(from) : to.minus(from);
  }

  private boolean overMidnight() {
    return to.compareTo(from) < 0;
  }
}
