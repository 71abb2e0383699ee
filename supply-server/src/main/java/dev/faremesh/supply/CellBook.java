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

  /** Drops what has ended by now, and says how many open drivers went silent. */
  int slideTo(long now) {
    var _ = drop(DriverState.EN_ROUTE, now);
    var _ = drop(DriverState.ON_TRIP, now);
    return drop(DriverState.OPEN, now);
  }

  private int drop(DriverState state, long now) {
    var tally = leases.get(state);
    return tally == null ? 0 : tally.dropThrough(now);
  }

  /** What counts now, of which it was slid to, and which drop-offs through {@code last}. */
  CellSupply count(long cell, long now, long last) {
    return new CellSupply(
        cell,
        leased(DriverState.OPEN),
        leased(DriverState.EN_ROUTE),
        leased(DriverState.ON_TRIP),
        dropOffs == null ? 0 : dropOffs.within(now, last));
  }

  int leased(DriverState state) {
    var tally = leases.get(state);
    return tally == null ? 0 : tally.total();
  }

  boolean isEmpty() {
    return (dropOffs == null || dropOffs.isEmpty())
        && leases.values().stream().allMatch(Tally::isEmpty);
  }
}
