package dev.faremesh.supply;

import it.unimi.dsi.fastutil.longs.Long2IntAVLTreeMap;

/**
 * Counts things by the second at which they end. What has ended is dropped by the second, each
 * second once, so that a read costs the seconds that have passed and never the things counted.
 */
final class Tally {
  private final Long2IntAVLTreeMap byTick = new Long2IntAVLTreeMap();
  private int total;

  void add(long tick) {
    byTick.addTo(tick, 1);
    total++;
  }

  /** Takes one away, unless its second was dropped already. */
  void remove(long tick) {
    remove(tick, 1);
  }

  void remove(long tick, int count) {
    int left = byTick.get(tick) - count;
    if (left < 0) {
      return;
    }
    total -= count;
    if (left == 0) {
      byTick.remove(tick);
    } else {
      byTick.put(tick, left);
    }
  }

  /** Drops what has ended at a second or before, and says how much that was. */
  int dropThrough(long tick) {
    int before = total;
    while (!byTick.isEmpty() && byTick.firstLongKey() <= tick) {
      total -= byTick.remove(byTick.firstLongKey());
    }
    return before - total;
  }

  int total() {
    return total;
  }

  /** How many end at a second or before. */
  int endingThrough(long tick) {
    int count = 0;
    for (var entry : byTick.long2IntEntrySet()) {
      if (entry.getLongKey() > tick) {
        break;
      }
      count += entry.getIntValue();
    }
    return count;
  }

  boolean isEmpty() {
    return byTick.isEmpty();
  }
}
