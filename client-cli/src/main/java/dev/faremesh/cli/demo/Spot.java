package dev.faremesh.cli.demo;

import dev.faremesh.cli.replay.Place;

/** A place in the generated city, in metres from its centre. */
record Spot(double north, double east) {
  static final Place CENTRE = new Place(40.7580, -73.9855);

  private static final double METRES_PER_DEGREE = 111_195;

  Place place() {
    var metresPerDegreeEast = METRES_PER_DEGREE * Math.cos(Math.toRadians(CENTRE.latitude()));
    return new Place(
        CENTRE.latitude() + north / METRES_PER_DEGREE,
        CENTRE.longitude() + east / metresPerDegreeEast);
  }

  double metresTo(Spot other) {
    return Math.hypot(other.north - north, other.east - east);
  }

  /** The spot that lies at this share of the way to another, 0 to 1. */
  Spot towards(Spot other, double share) {
    return new Spot(north + (other.north - north) * share, east + (other.east - east) * share);
  }
}
