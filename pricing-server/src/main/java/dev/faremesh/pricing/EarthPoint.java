package dev.faremesh.pricing;

/**
 * A point on the earth as a vector of length 1, so that short distances cost a square root and know
 * neither poles nor a date line. Its digits are the same on every machine.
 */
public record EarthPoint(double x, double y, double z) {
  private static final double RADIUS_METERS = 6_371_008.8; // the mean of WGS 84

  /** The point at a position. */
  public static EarthPoint at(Position position) {
    double latitude = Math.toRadians(position.latitude());
    double longitude = Math.toRadians(position.longitude());
    double toAxis = StrictMath.cos(latitude);
    return new EarthPoint(
        toAxis * StrictMath.cos(longitude),
        toAxis * StrictMath.sin(longitude),
        StrictMath.sin(latitude));
  }

  /** In a straight line: over some kilometres, the way over ground to less than a millimetre. */
  public double metersTo(EarthPoint other) {
    double dx = x - other.x;
    double dy = y - other.y;
    double dz = z - other.z;
    return RADIUS_METERS * Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
}
