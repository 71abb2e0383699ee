package dev.faremesh.supply.rpc;

import dev.faremesh.mesh.stream.EventClock;
import dev.faremesh.mesh.stream.EventTimeConflict;
import dev.faremesh.supply.CellSupply;
import dev.faremesh.supply.DriverReport;
import dev.faremesh.supply.ReportRefused;
import dev.faremesh.supply.SupplyBook;
import dev.faremesh.type.v1.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** One city: its event time, and the book that is kept in it. Safe for use by threads. */
final class City {
  /**
   * What must be observed before counts are whole, when no open driver said how long a lease is.
   */
  private static final Duration USUAL_LEASE = Duration.ofSeconds(10);

  private final SupplyBook book = new SupplyBook();
  private final EventClock clock;

  City(InstantSource wall) {
    clock = new EventClock(wall, book::clear);
  }

  EventClock.Feed openLive() throws EventTimeConflict {
    return clock.openLive();
  }

  EventClock.Feed openReplay(Instant epoch, double scale) throws EventTimeConflict {
    return clock.openReplay(epoch, scale);
  }

  void report(DriverReport report) throws ReportRefused {
    book.report(report, clock.instant(), clock.latestCredible());
  }

  /** The counts of cells, in their order; empty when no driver of the product ever reported. */
  Optional<List<CellSupply>> count(String product, long[] cells, Duration horizon) {
    return book.count(product, cells, horizon, clock.instant());
  }

  /**
   * How far counts can be trusted: the share of one lease during which feeds were heard, so that a
   * server which has just started says so, times the share of drivers who still report.
   */
  Freshness freshness(String product) {
    var moment = clock.moment();
    var warmUp = book.longestOpenLease(product).orElse(USUAL_LEASE);
    var freshness =
        Freshness.newBuilder()
            .setCoverage(clock.heardShare(warmUp) * book.leaseCoverage(product, moment.now()));
    moment.asOf().ifPresent(asOf -> freshness.setAsOf(EventTimes.timestamp(asOf)));
    moment.age().ifPresent(age -> freshness.setAge(EventTimes.duration(age)));
    return freshness.build();
  }

  @Override
  public String toString() {
    return "City[%s, %s]".formatted(clock, book);
  }
}
