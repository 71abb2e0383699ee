package dev.faremesh.demand;

import it.unimi.dsi.fastutil.longs.Long2ObjectAVLTreeMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectSortedMap;
import it.unimi.dsi.fastutil.longs.LongLinkedOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.time.Instant;

/**
 * How often things happened at each spot, within a window of event time that ends now and is told
 * where it begins. Counts are kept by tick, a second of event time, beside their running totals: a
 * read costs one look-up, and each tick is dropped once. A spot where nothing happens takes no
 * room.
 *
 * <p>Not safe for use by threads.
 */
final class WindowCounts {
  private final Long2ObjectSortedMap<Object2IntOpenHashMap<Spot>> ticks =
      new Long2ObjectAVLTreeMap<>();
  private final Object2IntOpenHashMap<Spot> totals = new Object2IntOpenHashMap<>();

  static long tick(Instant at) {
    return at.getEpochSecond();
  }

  void add(Spot spot, Instant at) {
    ticks.computeIfAbsent(tick(at), tick -> new Object2IntOpenHashMap<>()).addTo(spot, 1);
    totals.addTo(spot, 1);
  }

  /** Takes back what was added; has no effect when that has left the window. */
  void remove(Spot spot, Instant at) {
    var counts = ticks.get(tick(at));
    if (counts != null && counts.containsKey(spot)) {
      subtract(counts, spot, 1);
      subtract(totals, spot, 1);
    }
  }

  /** The window begins here: what happened in earlier ticks is forgotten. */
  void dropBefore(Instant from) {
    while (!ticks.isEmpty() && ticks.firstLongKey() < tick(from)) {
      for (var left : ticks.remove(ticks.firstLongKey()).object2IntEntrySet()) {
        subtract(totals, left.getKey(), left.getIntValue());
      }
    }
  }

  private static void subtract(Object2IntOpenHashMap<Spot> counts, Spot spot, int count) {
    if (counts.addTo(spot, -count) == count) {
      counts.removeInt(spot);
    }
  }

  int at(Spot spot) {
    return totals.getInt(spot);
  }

  /** The cells where anything of a product happened. */
  LongSet cells(String product) {
    var cells = new LongLinkedOpenHashSet();
    for (Spot spot : totals.keySet()) {
      if (spot.product().equals(product)) {
        cells.add(spot.cell());
      }
    }
    return cells;
  }

  void clear() {
    ticks.clear();
    totals.clear();
  }
}
