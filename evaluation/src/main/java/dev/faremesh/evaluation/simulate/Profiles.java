package dev.faremesh.evaluation.simulate;

import dev.faremesh.demand.forecast.History;
import dev.faremesh.demand.forecast.Profile;
import dev.faremesh.demand.forecast.WeekSlots;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Profiles of a file's days without some of them: what was known of a day before it came. Safe for
 * use by threads.
 */
final class Profiles {
  private final ZoneId zone;
  private final SortedMap<LocalDate, Map<Long, Int2IntOpenHashMap>> days = new TreeMap<>();

  /** Counts the pickups by day, cell and slot of the week. */
  Profiles(Pickups pickups, ZoneId zone) {
    this.zone = zone;
    var slots = new WeekSlots(zone);
    for (int i = 0; i < pickups.count(); i++) {
      int slot = slots.ofWeek(WeekSlots.at(Instant.ofEpochSecond(pickups.epochSeconds()[i])));
      days.computeIfAbsent(pickups.date(i, zone), _ -> new Long2ObjectOpenHashMap<>())
          .computeIfAbsent(pickups.cells()[i], _ -> new Int2IntOpenHashMap())
          .addTo(slot, 1);
    }
  }

  /** The profile of all days but that on which an evening begins, and the next, on which it ends. */
  Profile without(LocalDate evening) {
    var history = new History(zone);
    days.forEach((day, cells) -> {
      if (!day.equals(evening) && !day.equals(evening.plusDays(1))) {
        history.observe(day);
        cells.forEach((cell, counts) ->
            counts
                .int2IntEntrySet()
                .forEach(entry -> history.add(cell, entry.getIntKey(), entry.getIntValue())));
      }
    });
    return Profile.of("without " + evening, history);
  }
}
