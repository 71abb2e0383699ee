package dev.faremesh.pricing;

/**
 * A point on the earth.
 *
 * @param latitude WGS 84 degrees, -90 to 90
 * @param longitude WGS 84 degrees, -180 to 180
 */
public record Position(double latitude, double longitude) {
  private static final double EARTH_RADIUS_METERS = 6_371_008.8; // the mean of WGS 84

  public Position {
    require(Math.abs(latitude) <= 90, "latitude", latitude, "-90 to 90");
    require(Math.abs(longitude) <= 180, "longitude", longitude, "-180 to 180");
  }

  /** As the crow flies: the haversine distance. */
  double metersTo(Position other) {
    double north = Math.sin(Math.toRadians(other.latitude - latitude) / 2);
    double east = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
    double haversine =
        north * north
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * east
                * east;
    return 2 * EARTH_RADIUS_METERS * Math.asin(Math.sqrt(Math.min(1, haversine)));
  }

  private static void require(boolean holds, String name, double value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
