package dev.faremesh.cli.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a {@link Feeder} tells the servers. */
public sealed interface FeedEvent {
  /** A rider looks at fares. */
  record Session(String riderId, Place pickup) implements FeedEvent {}

  /** A rider asks for a ride, which the feed names; the server gives it a name of its own. */
  record Request(String rideId, String riderId, Place pickup, Optional<Place> dropoff)
      implements FeedEvent {}

  /** A driver picks the rider up. */
  record Pickup(String rideId, String driverId) implements FeedEvent {}

  /** The ride is over. */
  record Completion(String rideId) implements FeedEvent {}

  /** The rider gives up waiting. */
  record Cancellation(String rideId) implements FeedEvent {}

  /**
   * A driver is seen.
   *
   * @param lease how long this may be believed, in event time, 1 s to 2 h
   */
  record DriverSeen(String driverId, Place position, Activity activity, Duration lease)
      implements FeedEvent {}

  /** What a driver is doing. */
  sealed interface Activity {
    /** Can be sent to a rider. */
    record Open() implements Activity {}

    /** On the way to a rider. */
    record EnRoute() implements Activity {}

    /** Carries a rider, and may know where and when it will be free again. */
    record OnTrip(Optional<DropOff> dropOff) implements Activity {}
  }

  /** Where and when a trip is expected to end. */
  record DropOff(Place position, Instant at) {}
}
