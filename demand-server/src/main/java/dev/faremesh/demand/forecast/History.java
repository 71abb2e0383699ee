package dev.faremesh.demand.forecast;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Sessions of the past, counted by cell and slot of the week: what a {@link Profile} is made of. A
 * day on which anything was counted, anywhere, is taken for observed from midnight to midnight, so
 * that a cell without a count had none. Not safe for use by threads.
 */
public final class History {
  private final ZoneId zone;
  private final WeekSlots slots;
  private final SortedSet<LocalDate> days = new TreeSet<>();
  private final Long2ObjectOpenHashMap<int[]> counts = new Long2ObjectOpenHashMap<>();
  private long sessions;

  /**
   * Nothing yet.
   *
   * @param zone by whose clocks the city lives
   */
  public History(ZoneId zone) {
    this.zone = zone;
    this.slots = new WeekSlots(zone);
  }

  /** Counts a session. */
  public void count(long cell, Instant at) {
    days.add(at.atZone(zone).toLocalDate());
    countsOf(cell)[slots.ofWeek(WeekSlots.at(at))]++;
    sessions++;
  }

  /** The day was observed, whether or not anything was counted. */
  public void observe(LocalDate day) {
    days.add(day);
  }

  /**
   * Counts what another history counted.
   *
   * @param slotOfWeek 0 to 2015
   * @param more 0 or more
   */
  public void add(long cell, int slotOfWeek, int more) {
    countsOf(cell)[slotOfWeek] += more;
    sessions += more;
  }

  private int[] countsOf(long cell) {
    return counts.computeIfAbsent(cell, _ -> new int[WeekSlots.PER_WEEK]);
  }

  public ZoneId zone() {
    return zone;
  }

  public SortedSet<LocalDate> days() {
    return Collections.unmodifiableSortedSet(days);
  }

  public long sessions() {
    return sessions;
  }

  /** The cells with a session, in the order of their numbers. */
  public long[] cells() {
    return counts.keySet().longStream().sorted().toArray();
  }

  /** How many sessions a cell had in each slot of the week, over all weeks: a copy. */
  public int[] counts(long cell) {
    return counts.getOrDefault(cell, new int[WeekSlots.PER_WEEK]).clone();
  }

  /** How many sessions all cells had in each slot of the week, over all weeks. */
  int[] totals() {
    var totals = new int[WeekSlots.PER_WEEK];
    for (int[] cell : counts.values()) {
      for (int slot = 0; slot < totals.length; slot++) {
        totals[slot] += cell[slot];
      }
    }
    return totals;
  }

  /** How often each slot of the week was observed. */
  int[] observed() {
    var observed = new int[WeekSlots.PER_WEEK];
    for (LocalDate day : days) {
      var end = WeekSlots.at(day.plusDays(1).atStartOfDay(zone).toInstant());
      for (long slot = WeekSlots.at(day.atStartOfDay(zone).toInstant()); slot < end; slot++) {
        observed[slots.ofWeek(slot)]++;
      }
    }
    return observed;
  }
}
