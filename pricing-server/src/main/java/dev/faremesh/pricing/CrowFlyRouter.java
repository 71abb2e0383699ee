package dev.faremesh.pricing;

import dev.faremesh.pricing.Route.Source;
import java.time.Duration;
import java.time.Instant;

/**
 * Estimates routes without a map: the way of the crow, as much longer as the city's detour says, at
 * the city's speed of the hour in which the trip departs.
 */
public final class CrowFlyRouter implements Router {
  @Override
  public Route route(Trip trip, Traffic traffic, Instant departure) {
    double meters = traffic.detour() * trip.pickup().metersTo(trip.dropoff());
    double seconds = meters / traffic.metersPerSecond(departure);
    return new Route(
        (int) Math.round(meters), Duration.ofSeconds(Math.round(seconds)), Source.CROW_FLY);
  }
}
