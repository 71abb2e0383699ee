package dev.faremesh.pricing;

/**
 * A circle on the ground.
 *
 * @param radiusMeters more than 0, at most 1,000 km
 */
public record Circle(Position center, double radiusMeters) {
  public Circle {
    Expected.that(
        radiusMeters > 0 && radiusMeters <= 1_000_000,
        "radius_meters",
        radiusMeters,
        "more than 0, at most 1000000");
  }

  /** Whether a position is inside, or on the line. */
  boolean holds(Position position) {
    return center.metersTo(position) <= radiusMeters;
  }
}
