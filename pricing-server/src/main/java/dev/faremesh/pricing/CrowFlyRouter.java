package dev.faremesh.pricing;

import java.time.Duration;

/**
 * Estimates routes without a map: a road is 1.35 times as long as the crow flies, and a city is
 * driven at 21 km/h (pricing.md, section 6).
 */
public final class CrowFlyRouter implements Router {
  private static final double DETOUR = 1.35;
  private static final double METERS_PER_SECOND = 21 / 3.6;
  private static final double EARTH_RADIUS_METERS = 6_371_008.8; // the mean of WGS 84

  @Override
  public Route route(Trip trip) {
    double meters = DETOUR * crowFlyMeters(trip.pickup(), trip.dropoff());
    return new Route(
        (int) Math.round(meters), Duration.ofSeconds(Math.round(meters / METERS_PER_SECOND)));
  }

  /** The haversine distance. */
  private static double crowFlyMeters(Position from, Position to) {
    double north = Math.sin(Math.toRadians(to.latitude() - from.latitude()) / 2);
    double east = Math.sin(Math.toRadians(to.longitude() - from.longitude()) / 2);
    double haversine =
        north * north
            + Math.cos(Math.toRadians(from.latitude()))
                * Math.cos(Math.toRadians(to.latitude()))
                * east
                * east;
    return 2 * EARTH_RADIUS_METERS * Math.asin(Math.sqrt(Math.min(1, haversine)));
  }
}
