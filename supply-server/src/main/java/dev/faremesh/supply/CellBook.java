package dev.faremesh.supply;

import java.util.EnumMap;
import org.jspecify.annotations.Nullable;

/** The drivers of one cell, and those who are to drop a rider there. */
final class CellBook {
  private final EnumMap<DriverState, Tally> leases = new EnumMap<>(DriverState.class);
  private @Nullable DropOffTally dropOffs;

  void add(DriverState state, long lease) {
    leases.computeIfAbsent(state, _ -> new Tally()).add(lease);
  }

  void remove(DriverState state, long lease) {
    var tally = leases.get(state);
    if (tally != null) {
      tally.remove(lease);
    }
  }

  void add(ExpectedDropOff dropOff) {
    if (dropOffs == null) {
      dropOffs = new DropOffTally();
    }
    dropOffs.add(dropOff);
  }

  void remove(ExpectedDropOff dropOff) {
    if (dropOffs != null) {
      dropOffs.remove(dropOff);
    }
  }

  /** What counts now, and which drop-offs through {@code last}. */
  CellSupply count(long cell, long now, long last) {
    return new CellSupply(
        cell,
        leased(DriverState.OPEN, now),
        leased(DriverState.EN_ROUTE, now),
        leased(DriverState.ON_TRIP, now),
        dropOffs == null ? 0 : dropOffs.within(now, last));
  }

  private int leased(DriverState state, long now) {
    var tally = leases.get(state);
    if (tally == null) {
      return 0;
    }
    tally.dropThrough(now);
    return tally.total();
  }

  boolean isEmpty() {
    return (dropOffs == null || dropOffs.isEmpty())
        && leases.values().stream().allMatch(Tally::isEmpty);
  }
}
