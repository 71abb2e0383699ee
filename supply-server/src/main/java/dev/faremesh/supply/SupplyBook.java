package dev.faremesh.supply;

import dev.faremesh.supply.ReportRefused.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the drivers of one city reported, for as long as their leases last, and what that lets
 * expect.
 *
 * <p>Per market, cell and state there is a count by the second at which leases end; a report takes
 * back what its driver's last one counts, and adds its own. A read drops the seconds that have
 * passed in the cells asked for and gives the totals, so it costs what is asked and never what is
 * known. Drivers are remembered until a minute after their lease, so that what they count can be
 * taken back and an older report of theirs be told; each report looks at the two that were heard of
 * or looked at longest ago, which bounds its work and still forgets faster than drivers can come.
 *
 * <p>All times are event time, and {@code now} must not run backwards but for {@link #clear}.
 * Leases and drop-offs count by the second, rounded up. Whoever reports or looks says first, by
 * {@link #advance}, how far time has come: what is smoothed moves at the ends of minutes, on what
 * was known by then, whenever anybody looks.
 *
 * <p>Safe for use by threads: one lock, which nobody contends for on an event loop of one thread.
 */
public final class SupplyBook {
  /** How many products a city can have. */
  static final int MOST_PRODUCTS = 100;

  private static final int LOOKS_PER_REPORT = 2;

  private final SupplyBalance balance;
  private final Grid grid;
  private final Minutes minutes = new Minutes();
  private final Map<String, Market> markets = new HashMap<>();
  // In access order: the first was heard of, or looked at, longest ago.
  private final LinkedHashMap<String, Driver> drivers = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Opens an empty book.
   *
   * @param balance the numbers by which supply is smoothed
   */
  public SupplyBook(SupplyBalance balance, Grid grid) {
    this.balance = balance;
    this.grid = grid;
  }

  /** Time has come to {@code now}. */
  public synchronized void advance(Instant now, Heard heard) {
    minutes.passTo(now, end -> markets.values().forEach(market -> market.minute(end, heard)));
  }

  /**
   * Takes a report in place of the last one of its driver.
   *
   * @param latestCredible the latest time at which an honest report can be observed
   */
  public synchronized void report(DriverReport report, Instant now, Instant latestCredible)
      throws ReportRefused {
    var last = drivers.get(report.driverId());
    check(report, last, now, latestCredible);
    var market = marketOf(report.product());
    long tick = Tick.at(now);
    if (last != null) {
      last.market().remove(last, tick);
    }
    var driver = Driver.of(report, market);
    drivers.put(report.driverId(), driver);
    market.add(driver);
    if (report.state() == DriverState.OPEN) {
      market.sawOpenLease(report.validFor());
    }
    tellTurnover(last, driver, tick);
    forgetSilent(tick);
  }

  private static void tellTurnover(@Nullable Driver last, Driver driver, long now) {
    boolean moved = last != null && last.market() != driver.market();
    if (last != null && last.isOpen(now) && (moved || !driver.isOnline(now))) {
      last.market().loggedOff(last.cell());
    }
    if (driver.isOpen(now) && (last == null || moved || !last.isOnline(now))) {
      driver.market().loggedOn(driver.cell());
    }
  }

  private static void check(
      DriverReport report, @Nullable Driver last, Instant now, Instant latestCredible)
      throws ReportRefused {
    if (report.observed().isAfter(latestCredible)) {
      throw refused(Reason.OBSERVED_IN_FUTURE, report, "at most " + latestCredible);
    }
    if (last != null && report.observed().isBefore(last.observed())) {
      throw refused(Reason.REPORT_OUTDATED, report, "not before " + last.observed());
    }
    // Who has gone stays gone, however late we hear of it.
    if (report.state() != DriverState.OFFLINE && !report.leaseEnd().isAfter(now)) {
      throw refused(
          Reason.LEASE_EXPIRED, report, "after %s minus %s".formatted(now, report.validFor()));
    }
  }

  private static ReportRefused refused(Reason reason, DriverReport report, String expected) {
    return new ReportRefused(
        reason,
        "driver %s: observed %s (expected: %s)"
            .formatted(report.driverId(), report.observed(), expected));
  }

  private Market marketOf(String product) throws ReportRefused {
    var market = markets.get(product);
    if (market == null) {
      if (markets.size() == MOST_PRODUCTS) {
        throw new ReportRefused(
            Reason.PRODUCTS_FULL,
            "product: %s (expected: one of the %d of this city)".formatted(product, MOST_PRODUCTS));
      }
      market = new Market(balance, grid);
      markets.put(product, market);
    }
    return market;
  }

  private void forgetSilent(long now) {
    for (int look = 0; look < LOOKS_PER_REPORT; look++) {
      var eldest = drivers.firstEntry();
      if (eldest == null) {
        return;
      }
      if (eldest.getValue().lease() + Market.LAPSED_FOR > now) {
        var _ = drivers.get(eldest.getKey()); // moves it to the end, for the next look
      } else {
        drivers.remove(eldest.getKey());
        eldest.getValue().market().remove(eldest.getValue(), now);
      }
    }
  }

  /**
   * Looks at cells, in their order; empty when no driver of the product ever reported, which is not
   * the same as 0.
   *
   * @param horizon how far ahead drop-offs, log-ons and log-offs count
   */
  public synchronized Optional<List<CellOutlook>> look(
      String product, long[] cells, Duration horizon, Instant now) {
    var market = markets.get(product);
    if (market == null) {
      return Optional.empty();
    }
    var outlooks = new ArrayList<CellOutlook>(cells.length);
    for (long cell : cells) {
      outlooks.add(market.look(cell, now, horizon));
    }
    return Optional.of(outlooks);
  }

  /**
   * How far the counts of a product can be trusted, 0 to 1: the share of one lease during which
   * feeds were heard, so that a book which was just opened says so, times {@link #leaseCoverage}.
   */
  public synchronized double coverage(String product, Instant now, Heard heard) {
    var market = markets.get(product);
    return market == null ? 0 : market.coverage(now, heard);
  }

  /**
   * The share of the leases of a product that are unexpired, among those and the ones that lapsed
   * within the last minute; 0 when there are none. Drivers that went offline are in neither.
   */
  synchronized double leaseCoverage(String product, Instant now) {
    var market = markets.get(product);
    return market == null ? 0 : market.leaseCoverage(Tick.at(now));
  }

  /**
   * The longest lease that an open driver of a product ever had: who is silent for longer is gone.
   */
  synchronized Optional<Duration> longestOpenLease(String product) {
    return Optional.ofNullable(markets.get(product)).flatMap(Market::longestOpenLease);
  }

  /** Forgets all. */
  public synchronized void clear() {
    markets.clear();
    drivers.clear();
    minutes.clear();
  }

  synchronized int driversKept() {
    return drivers.size();
  }

  synchronized int cellsKept() {
    return markets.values().stream().mapToInt(Market::cellsKept).sum();
  }

  @Override
  public synchronized String toString() {
    return "SupplyBook[products=%d, drivers=%d]".formatted(markets.size(), drivers.size());
  }
}
