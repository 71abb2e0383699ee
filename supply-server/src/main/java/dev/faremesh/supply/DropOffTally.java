package dev.faremesh.supply;

import it.unimi.dsi.fastutil.objects.Object2IntAVLTreeMap;
import java.util.Comparator;

/**
 * Counts the drop-offs of one cell by the second at which they are expected, each only until it
 * ceases to count. A read costs the seconds of the horizon and what has ceased since the last one.
 */
final class DropOffTally {
  private final Tally byTick = new Tally();
  private final Object2IntAVLTreeMap<ExpectedDropOff> byUntil =
      new Object2IntAVLTreeMap<>(
          Comparator.comparingLong(ExpectedDropOff::until)
              .thenComparingLong(ExpectedDropOff::tick));

  void add(ExpectedDropOff dropOff) {
    byUntil.addTo(dropOff, 1);
    byTick.add(dropOff.tick());
  }

  /** Takes one away, unless it has ceased to count already. */
  void remove(ExpectedDropOff dropOff) {
    int count = byUntil.getInt(dropOff);
    if (count == 0) {
      return;
    }
    byTick.remove(dropOff.tick());
    if (count == 1) {
      byUntil.removeInt(dropOff);
    } else {
      byUntil.put(dropOff, count - 1);
    }
  }

  /** How many are expected after now and through {@code last}. */
  int within(long now, long last) {
    while (!byUntil.isEmpty() && byUntil.firstKey().until() <= now) {
      var ceased = byUntil.firstKey();
      byTick.remove(ceased.tick(), byUntil.removeInt(ceased));
    }
    return byTick.endingThrough(last);
  }

  boolean isEmpty() {
    return byUntil.isEmpty();
  }
}
