package dev.faremesh.demand.rpc;

import dev.faremesh.demand.DemandBook;
import dev.faremesh.demand.Position;
import dev.faremesh.demand.ProductCalibration;
import dev.faremesh.demand.Ride;
import dev.faremesh.demand.SessionOutcome;
import dev.faremesh.demand.Spot;
import dev.faremesh.mesh.stream.EventClock;
import dev.faremesh.mesh.stream.EventTimeConflict;
import it.unimi.dsi.fastutil.longs.LongCollection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * One city: its event time, and the demand that is counted and expected in it. A new era of event
 * time empties the book. Safe for use by threads: its lock keeps the book in step with the clock.
 */
final class City {
  private final Cells cells;
  private final DemandBook book;
  private final EventClock clock;

  /** A city of which nothing was heard, on live time. */
  City(InstantSource wall, DemandBook book, Cells cells) {
    this.cells = cells;
    this.book = book;
    this.clock = new EventClock(wall, book::clear);
  }

  synchronized EventClock.Feed openLive() throws EventTimeConflict {
    var feed = clock.openLive();
    book.listen(advanced(clock.instant()));
    return feed;
  }

  synchronized EventClock.Feed openReplay(Instant epoch, double scale) throws EventTimeConflict {
    var feed = clock.openReplay(epoch, scale);
    book.listen(advanced(clock.instant()));
    return feed;
  }

  /** Event time. */
  Instant now() {
    return clock.instant();
  }

  private Instant advanced(Instant now) {
    book.advance(now, clock::heardShare);
    return now;
  }

  synchronized SessionOutcome session(
      String riderId, String product, Position pickup, Instant observed) {
    var spot = new Spot(product, cells.at(pickup));
    var now = advanced(clock.instant());
    return book.session(riderId, spot, observed, now, clock.latestCredible());
  }

  synchronized void changed(Ride ride) {
    var now = advanced(clock.instant());
    switch (ride.state()) {
      case REQUESTED -> {
        var spot = new Spot(ride.product(), cells.at(ride.pickup()));
        book.requested(ride.rideId(), spot, ride.requestTime(), now);
      }
      case STARTED -> book.started(ride.rideId(), now);
      case CANCELLED -> book.cancelled(ride.rideId(), now);
      case COMPLETED -> {} // counted no more since it started
    }
  }

  synchronized Reading read(String product, LongCollection asked, Duration horizon) {
    var moment = clock.moment();
    var now = advanced(moment.now());
    return new Reading(feed(moment), book.window(), book.look(product, asked, horizon, now));
  }

  /** How the forecasts of a product did; empty when nothing was heard of it. */
  synchronized CalibrationReading calibration(String product) {
    var moment = clock.moment();
    var now = advanced(moment.now());
    Optional<ProductCalibration> calibration = book.calibration(product, now);
    return new CalibrationReading(feed(moment), calibration);
  }

  private FeedReading feed(EventClock.Moment moment) {
    return new FeedReading(moment, clock.heardShare(book.window()), clock.scale());
  }

  @Override
  public String toString() {
    return "City[" + clock + "]";
  }
}
