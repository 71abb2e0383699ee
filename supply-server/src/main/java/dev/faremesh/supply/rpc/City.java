package dev.faremesh.supply.rpc;

import dev.faremesh.mesh.stream.EventClock;
import dev.faremesh.mesh.stream.EventTimeConflict;
import dev.faremesh.supply.DriverReport;
import dev.faremesh.supply.ReportRefused;
import dev.faremesh.supply.SupplyBook;
import dev.faremesh.type.v1.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One city: its event time, and the book that is kept in it. Safe for use by threads: its lock
 * keeps the book in step with the clock.
 */
final class City {
  private final SupplyBook book;
  private final EventClock clock;

  City(InstantSource wall, SupplyBook book) {
    this.book = book;
    this.clock = new EventClock(wall, book::clear);
  }

  synchronized EventClock.Feed openLive() throws EventTimeConflict {
    return clock.openLive();
  }

  synchronized EventClock.Feed openReplay(Instant epoch, double scale) throws EventTimeConflict {
    return clock.openReplay(epoch, scale);
  }

  synchronized void report(DriverReport report) throws ReportRefused {
    var now = clock.instant();
    book.advance(now, clock::heardShare);
    book.report(report, now, clock.latestCredible());
  }

  /** Looks at cells of a product. */
  synchronized SupplySnapshot look(String product, long[] cells, Duration horizon) {
    var moment = clock.moment();
    book.advance(moment.now(), clock::heardShare);
    return new SupplySnapshot(
        freshness(product, moment), book.look(product, cells, horizon, moment.now()));
  }

  private Freshness freshness(String product, EventClock.Moment moment) {
    var freshness =
        Freshness.newBuilder()
            .setCoverage(book.coverage(product, moment.now(), clock::heardShare))
            .setScale(clock.scale());
    moment.asOf().ifPresent(asOf -> freshness.setAsOf(EventTimes.timestamp(asOf)));
    moment.age().ifPresent(age -> freshness.setAge(EventTimes.duration(age)));
    return freshness.build();
  }

  @Override
  public String toString() {
    return "City[%s, %s]".formatted(clock, book);
  }
}
