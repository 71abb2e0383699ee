package dev.faremesh.demand;

/**
 * A place on earth, WGS 84.
 *
 * @param lat degrees, -90 to 90
 * @param lon degrees, -180 to 180
 */
public record Position(double lat, double lon) {
  public Position {
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) { // so that NaN fails
      throw new IllegalArgumentException(
          "position: %s,%s (expected: latitude within -90..90, longitude within -180..180)"
              .formatted(lat, lon));
    }
  }

  /** As latitude and longitude, in degrees. */
  @Override
  public String toString() {
    return lat + "," + lon;
  }
}
