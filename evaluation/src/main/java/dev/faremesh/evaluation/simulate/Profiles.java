package dev.faremesh.evaluation.simulate;

import dev.faremesh.demand.forecast.History;
import dev.faremesh.demand.forecast.Profile;
import dev.faremesh.demand.forecast.WeekSlots;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Profiles of the days of a file, each without the day that it is used on: what was known before.
 * Safe for use by threads.
 */
final class Profiles {
  private final ZoneId zone;
  private final SortedMap<LocalDate, SortedMap<Long, Int2IntOpenHashMap>> days = new TreeMap<>();

  /** Counts the pickups by day, cell and slot of the week. */
  Profiles(Looks looks, ZoneId zone) {
    this.zone = zone;
    var slots = new WeekSlots(zone);
    for (Look look : looks.all()) {
      int slot = slots.ofWeek(WeekSlots.at(Instant.ofEpochSecond(look.epochSecond())));
      days.computeIfAbsent(Looks.dayOf(look, zone), _ -> new TreeMap<>())
          .computeIfAbsent(look.cell(), _ -> new Int2IntOpenHashMap())
          .addTo(slot, 1);
    }
  }

  /** Whether every day of the week is among the days that are left without an evening. */
  boolean sufficeWithout(LocalDate evening) {
    var left = EnumSet.noneOf(DayOfWeek.class);
    days.keySet().stream()
        .filter(day -> isLeft(day, evening))
        .forEach(day -> left.add(day.getDayOfWeek()));
    return left.size() == DayOfWeek.values().length;
  }

  /** An evening ends on the day after the one on which it begins: both are left out. */
  private static boolean isLeft(LocalDate day, LocalDate evening) {
    return !day.equals(evening) && !day.equals(evening.plusDays(1));
  }

  /** The profile of all days but those of an evening. */
  Profile without(LocalDate evening) {
    var history = new History(zone);
    days.forEach((day, cells) -> {
      if (isLeft(day, evening)) {
        history.observe(day);
        cells.forEach((cell, counts) ->
            counts
                .int2IntEntrySet()
                .forEach(count -> history.add(cell, count.getIntKey(), count.getIntValue())));
      }
    });
    return Profile.of("without " + evening, history);
  }

  /** The profile of all days. */
  Profile ofAll() {
    return without(LocalDate.MIN);
  }
}
