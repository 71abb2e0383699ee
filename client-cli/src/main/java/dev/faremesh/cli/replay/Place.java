package dev.faremesh.cli.replay;

/** A place on earth, in degrees of WGS 84. */
public record Place(double latitude, double longitude) {
  private static final double EARTH_RADIUS_METRES = 6_371_008.8;

  public Place {
    require(latitude, 90, "latitude");
    require(longitude, 180, "longitude");
  }

  /** The distance as the crow flies, in metres. */
  public double metresTo(Place other) {
    var north = Math.toRadians(other.latitude - latitude) / 2;
    var east = Math.toRadians(other.longitude - longitude) / 2;
    var here = Math.cos(Math.toRadians(latitude));
    var there = Math.cos(Math.toRadians(other.latitude));
    var haversine =
        Math.sin(north) * Math.sin(north) + here * there * Math.sin(east) * Math.sin(east);
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(haversine));
  }

  private static void require(double degrees, double most, String name) {
    if (!(Math.abs(degrees) <= most)) {
      throw new IllegalArgumentException(
          "%s: %s (expected: -%.0f to %.0f)".formatted(name, degrees, most, most));
    }
  }
}
