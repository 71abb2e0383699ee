package dev.faremesh.cli.replay;

import java.time.Instant;
import java.util.Optional;

/** What a file of rides says happened. */
public sealed interface RideEvent {
  /** Names the ride within its file. */
  String rideId();

  /** When it happened. */
  Instant at();

  /** A driver picked the rider up. */
  record Start(String rideId, Instant at, Place pickup, Optional<Place> dropoff, String driverId)
      implements RideEvent {}

  /** The driver dropped the rider off, and is free again. */
  record End(String rideId, Instant at, Place dropoff, String driverId) implements RideEvent {}
}
