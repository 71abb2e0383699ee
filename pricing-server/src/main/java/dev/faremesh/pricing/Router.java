package dev.faremesh.pricing;

import java.time.Instant;

/** Knows how trips are driven. Must not block. */
@FunctionalInterface
public interface Router {
  /**
   * The route that a fare is reckoned from.
   *
   * @param traffic of the city, for a router that does not know better
   * @param departure in event time
   */
  Route route(Trip trip, Traffic traffic, Instant departure);
}
