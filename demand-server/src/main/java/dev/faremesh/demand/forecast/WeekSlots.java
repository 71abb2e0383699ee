package dev.faremesh.demand.forecast;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Slots of five minutes: of time, numbered since 1970, and of a city's week, numbered from Monday
 * 0:00 by the clock on the wall there. The hour that daylight saving leaves out has no slot of
 * time, the hour that it repeats has each slot of the week twice.
 */
public record WeekSlots(ZoneId zone) {
  /** How long a slot is. */
  public static final Duration LENGTH = Duration.ofMinutes(5);

  /** How many there are in a week. */
  public static final int PER_WEEK = 2016;

  private static final long SECONDS = LENGTH.toSeconds();
  private static final int MONDAY_BEFORE_1970 = 3 * 24 * 12; // 1 January 1970 was a Thursday

  /** The slot of time that holds a moment. */
  public static long at(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), SECONDS);
  }

  /** When a slot of time begins. */
  public static Instant start(long slot) {
    return Instant.ofEpochSecond(Math.multiplyExact(slot, SECONDS));
  }

  /** How much of a slot of time has passed at a moment, 0 to 1. */
  public static double passed(long slot, Instant moment) {
    var since = Duration.between(start(slot), moment);
    return Math.clamp(since.toNanos() / (double) LENGTH.toNanos(), 0, 1);
  }

  /** The slot of the week that a slot of time is, 0 to 2015. */
  public int ofWeek(long slot) {
    var offset = zone.getRules().getOffset(start(slot)).getTotalSeconds();
    return Math.floorMod(slot + Math.floorDiv(offset, SECONDS) + MONDAY_BEFORE_1970, PER_WEEK);
  }
}
