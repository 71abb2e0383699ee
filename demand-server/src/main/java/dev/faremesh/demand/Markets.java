package dev.faremesh.demand;

import java.time.Instant;

/** The cities, as rides see them. */
public interface Markets {
  /** The event time of a city. */
  Instant timeIn(String city);

  /** A ride was requested, or moved on, in its city. */
  void changed(Ride ride);
}
