package dev.faremesh.supply;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.time.Duration;
import java.util.Optional;

/** The drivers of one product, by cell. Keeps no cell that no driver speaks of. */
final class Market {
  /** How long a lapsed lease still lowers the coverage, in seconds of event time. */
  static final long LAPSED_FOR = 60;

  private final Long2ObjectOpenHashMap<CellBook> cells = new Long2ObjectOpenHashMap<>();
  private final Tally leases = new Tally();
  private Duration longestOpenLease = Duration.ZERO;

  void add(Driver driver) {
    if (!driver.counts()) {
      return;
    }
    leases.add(driver.lease());
    cell(driver.cell()).add(driver.state(), driver.lease());
    var dropOff = driver.dropOff();
    if (dropOff != null) {
      cell(dropOff.cell()).add(dropOff);
    }
  }

  private CellBook cell(long cell) {
    return cells.computeIfAbsent(cell, _ -> new CellBook());
  }

  /** Undoes what a driver's report still counts. */
  void remove(Driver driver) {
    if (!driver.counts()) {
      return;
    }
    leases.remove(driver.lease());
    var book = cells.get(driver.cell());
    if (book != null) {
      book.remove(driver.state(), driver.lease());
      forgetIfEmpty(driver.cell(), book);
    }
    var dropOff = driver.dropOff();
    if (dropOff != null) {
      removeDropOff(dropOff);
    }
  }

  private void removeDropOff(ExpectedDropOff dropOff) {
    var book = cells.get(dropOff.cell());
    if (book != null) {
      book.remove(dropOff);
      forgetIfEmpty(dropOff.cell(), book);
    }
  }

  private void forgetIfEmpty(long cell, CellBook book) {
    if (book.isEmpty()) {
      cells.remove(cell);
    }
  }

  /** What counts now in a cell, and which drop-offs through {@code last}. */
  CellSupply count(long cell, long now, long last) {
    var book = cells.get(cell);
    return book == null ? CellSupply.none(cell) : book.count(cell, now, last);
  }

  double leaseCoverage(long now) {
    leases.dropThrough(now - LAPSED_FOR);
    if (leases.isEmpty()) {
      return 0;
    }
    int lapsed = leases.endingThrough(now);
    return (double) (leases.total() - lapsed) / leases.total();
  }

  void sawOpenLease(Duration validFor) {
    if (validFor.compareTo(longestOpenLease) > 0) {
      longestOpenLease = validFor;
    }
  }

  Optional<Duration> longestOpenLease() {
    return longestOpenLease.isZero() ? Optional.empty() : Optional.of(longestOpenLease);
  }

  int cellsKept() {
    return cells.size();
  }
}
