package dev.faremesh.evaluation.simulate.market;

/**
 * A flat map: kilometres east and north of an origin. Within 50 km of it, distances are right to
 * less than one percent.
 *
 * @param latitude of the origin, in degrees
 * @param longitude of the origin, in degrees
 */
public record Plane(double latitude, double longitude) {
  private static final double KM_PER_DEGREE = 111.195; // on a sphere with the mean radius of WGS 84

  public double east(double degrees) {
    return (degrees - longitude) * kmPerDegreeEast();
  }

  public double north(double degrees) {
    return (degrees - latitude) * KM_PER_DEGREE;
  }

  /** The longitude of a point. */
  public double longitudeAt(double east) {
    return longitude + east / kmPerDegreeEast();
  }

  /** The latitude of a point. */
  public double latitudeAt(double north) {
    return latitude + north / KM_PER_DEGREE;
  }

  /** The length of a way on the map: {@link Math#hypot} guards against overflow, and takes long. */
  static double length(double east, double north) {
    return Math.sqrt(east * east + north * north);
  }

  private double kmPerDegreeEast() {
    return KM_PER_DEGREE * Math.cos(Math.toRadians(latitude));
  }
}
