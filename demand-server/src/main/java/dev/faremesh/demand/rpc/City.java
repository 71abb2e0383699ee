package dev.faremesh.demand.rpc;

import dev.faremesh.demand.Demand;
import dev.faremesh.demand.DemandBook;
import dev.faremesh.demand.Position;
import dev.faremesh.demand.Ride;
import dev.faremesh.demand.SessionOutcome;
import dev.faremesh.demand.Spot;
import dev.faremesh.mesh.stream.EventClock;
import dev.faremesh.mesh.stream.EventTimeConflict;
import it.unimi.dsi.fastutil.longs.LongCollection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * One city: its event time, and the demand that is counted in it. A new era of event time empties
 * the counts. Safe for use by threads: its lock keeps the book in step with the clock.
 */
final class City {
  private final Cells cells;
  private final DemandBook book;
  private final EventClock clock;

  /** A city of which nothing was heard, on live time. */
  City(InstantSource wall, Duration window, Cells cells) {
    this.cells = cells;
    this.book = new DemandBook(window);
    this.clock = new EventClock(wall, book::clear);
  }

  synchronized EventClock.Feed openLive() throws EventTimeConflict {
    return clock.openLive();
  }

  synchronized EventClock.Feed openReplay(Instant epoch, double scale) throws EventTimeConflict {
    return clock.openReplay(epoch, scale);
  }

  /** Event time. */
  Instant now() {
    return clock.instant();
  }

  synchronized SessionOutcome session(
      String riderId, String product, Position pickup, Instant observed) {
    var spot = new Spot(product, cells.at(pickup));
    return book.session(riderId, spot, observed, clock.instant(), clock.latestCredible());
  }

  synchronized void changed(Ride ride) {
    var now = clock.instant();
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

  synchronized Reading read(String product, LongCollection asked) {
    var moment = clock.moment();
    List<Demand> demands =
        asked
            .longStream()
            .mapToObj(cell -> book.demand(new Spot(product, cell), moment.now()))
            .toList();
    return new Reading(moment, book.window(), clock.heardShare(book.window()), demands);
  }

  @Override
  public String toString() {
    return "City[" + clock + "]";
  }
}
