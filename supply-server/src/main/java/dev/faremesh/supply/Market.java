package dev.faremesh.supply;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The drivers of one product, by cell. Keeps no cell that no driver speaks of. */
final class Market {
  /** From this coverage on, what is known is smoothed. */
  private static final double COVERED = 0.8;

  /** What must be heard before counts are whole, when no open driver said how long a lease is. */
  private static final Duration USUAL_LEASE = Duration.ofSeconds(10);

  /** How long a lapsed lease still lowers the coverage, in seconds of event time. */
  static final long LAPSED_FOR = 60;

  private final Long2ObjectOpenHashMap<CellBook> cells = new Long2ObjectOpenHashMap<>();
  private final Tally leases = new Tally();
  private final Turnovers turnovers = new Turnovers();
  private final SmoothedSupply smoothed;
  private final Duration horizon;
  private Duration longestOpenLease = Duration.ZERO;

  Market(SupplyBalance balance, Grid grid) {
    this.smoothed = new SmoothedSupply(new SupplyIndex(balance, grid), this::gather);
    this.horizon = balance.horizon();
  }

  /** Counts what a driver reports in place of the last report, which {@link #remove} undid. */
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
  void remove(Driver driver, long now) {
    if (!driver.counts()) {
      return;
    }
    leases.remove(driver.lease());
    var book = cells.get(driver.cell());
    if (book != null) {
      slide(driver.cell(), book, now);
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

  private void slide(long cell, CellBook book, long now) {
    int silent = book.slideTo(now);
    if (silent > 0) {
      turnovers.loggedOff(cell, silent);
    }
  }

  /** A driver came online, open. */
  void loggedOn(long cell) {
    turnovers.loggedOn(cell);
  }

  /** An open driver went offline. */
  void loggedOff(long cell) {
    turnovers.loggedOff(cell, 1);
  }

  /** A minute has passed. */
  void minute(Instant end, Heard heard) {
    smoothed.minute(end, coverage(end, heard) >= COVERED);
    for (long cell : cells.keySet()) {
      if (openIn(cell) > 0) {
        turnovers.watch(cell);
      }
    }
    // Whom a server that starts, or hears again, did not know need not have logged on just now.
    turnovers.minute(heard.share(warmUp().plusMinutes(1), end) == 1, this::openIn);
  }

  private int openIn(long cell) {
    var book = cells.get(cell);
    return book == null ? 0 : book.leased(DriverState.OPEN);
  }

  CellOutlook look(long cell, Instant now, Duration ahead) {
    var counts = count(cell, Tick.at(now), Tick.ending(now.plus(ahead)));
    double staying = turnovers.expected(cell, counts.open(), ahead.toMillis() / 60_000.0);
    return new CellOutlook(counts, staying + counts.likelyDropOffs(), smoothed.at(cell, now));
  }

  private CellSupply count(long cell, long now, long last) {
    var book = cells.get(cell);
    if (book == null) {
      return CellSupply.none(cell);
    }
    slide(cell, book, now);
    return book.count(cell, now, last);
  }

  /** Writes the open drivers and likely drop-offs of each cell that has any. */
  private void gather(CellNumbers into, Instant time) {
    long now = Tick.at(time);
    long last = Tick.ending(time.plus(horizon));
    into.clear();
    var each = cells.long2ObjectEntrySet().fastIterator();
    while (each.hasNext()) {
      var next = each.next();
      long cell = next.getLongKey();
      var book = next.getValue();
      slide(cell, book, now);
      var counts = book.count(cell, now, last);
      if (counts.open() + counts.dropOffs() > 0) {
        into.add(cell, counts.open() + counts.likelyDropOffs());
      }
      if (book.isEmpty()) {
        each.remove();
      }
    }
  }

  /** The share of one lease during which feeds were heard, times that of leases that last. */
  double coverage(Instant now, Heard heard) {
    return heard.share(warmUp(), now) * leaseCoverage(Tick.at(now));
  }

  private Duration warmUp() {
    return longestOpenLease().orElse(USUAL_LEASE);
  }

  double leaseCoverage(long now) {
    var _ = leases.dropThrough(now - LAPSED_FOR);
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
