package dev.faremesh.cli.replay;

import dev.faremesh.cli.replay.FeedEvent.Activity;
import dev.faremesh.cli.replay.FeedEvent.DropOff;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of rides as what its riders, rides and drivers do. Rows that cannot be replayed are
 * counted. Used by one thread.
 */
final class ReplayScript implements Iterator<Moment> {
  /** How much longer a trip's way is than the crow's, and how fast New York drives it. */
  private static final double DETOUR = 1.35;

  private static final double METRES_PER_SECOND = 21_000.0 / 3600;
  private static final Duration TRIP_SLACK = Duration.ofMinutes(30);
  private static final Duration LONGEST_LEASE = Duration.ofHours(2);
  private static final Duration OPEN_LEASE = Duration.ofMinutes(10);

  private final Iterator<RideRow> rows;
  private final Map<Fault, Long> rejected = new EnumMap<>(Fault.class);
  private final Set<String> started = new HashSet<>();
  private @Nullable Moment next;
  private Instant reached = Instant.EPOCH;

  ReplayScript(Iterator<RideRow> rows) {
    this.rows = rows;
  }

  /** How many rows were rejected so far, by reason. */
  Map<Fault, Long> rejected() {
    return rejected;
  }

  @Override
  public boolean hasNext() {
    while (next == null && rows.hasNext()) {
      switch (rows.next()) {
        case RideRow.Told(RideEvent.Start start) -> next = start(start);
        case RideRow.Told(RideEvent.End end) -> next = end(end);
        case RideRow.Rejected(Fault fault) -> reject(fault);
      }
    }
    return next != null;
  }

  /** What {@link #next} will give. */
  Moment peek() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    return next;
  }

  @Override
  public Moment next() {
    var moment = peek();
    next = null;
    reached = moment.at();
    return moment;
  }

  /** The event time that the script has reached. */
  Instant reached() {
    return reached;
  }

  private Moment start(RideEvent.Start start) {
    started.add(start.rideId());
    var rider = "rider-" + start.rideId();
    var trip =
        start.dropoff().map(dropoff -> tripTime(start.pickup(), dropoff)).orElse(Duration.ZERO);
    var dropOff = start.dropoff().map(dropoff -> new DropOff(dropoff, start.at().plus(trip)));
    return new Moment(
        start.at(),
        List.of(
            new FeedEvent.Session(rider, start.pickup()),
            new FeedEvent.Request(start.rideId(), rider, start.pickup(), start.dropoff()),
            new FeedEvent.Pickup(start.rideId(), start.driverId()),
            new FeedEvent.DriverSeen(
                start.driverId(), start.pickup(), new Activity.OnTrip(dropOff), tripLease(trip))));
  }

  private @Nullable Moment end(RideEvent.End end) {
    if (!started.remove(end.rideId())) {
      reject(Fault.NO_START);
      return null;
    }
    return new Moment(
        end.at(),
        List.of(
            new FeedEvent.Completion(end.rideId()),
            new FeedEvent.DriverSeen(
                end.driverId(), end.dropoff(), new Activity.Open(), OPEN_LEASE)));
  }

  private void reject(Fault fault) {
    rejected.merge(fault, 1L, Long::sum);
  }

  private static Duration tripTime(Place pickup, Place dropoff) {
    var seconds = pickup.metresTo(dropoff) * DETOUR / METRES_PER_SECOND;
    return Duration.ofSeconds(Math.round(seconds));
  }

  private static Duration tripLease(Duration trip) {
    var lease = trip.plus(TRIP_SLACK);
    return lease.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : lease;
  }
}
