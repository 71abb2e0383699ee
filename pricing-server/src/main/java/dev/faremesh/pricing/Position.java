package dev.faremesh.pricing;

/**
 * A point on the earth.
 *
 * @param latitude WGS 84 degrees, -90 to 90
 * @param longitude WGS 84 degrees, -180 to 180
 */
public record Position(double latitude, double longitude) {
  public Position {
    require(Math.abs(latitude) <= 90, "latitude", latitude, "-90 to 90");
    require(Math.abs(longitude) <= 180, "longitude", longitude, "-180 to 180");
  }

  private static void require(boolean holds, String name, double value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
