package dev.faremesh.evaluation.simulate.market;

import static dev.faremesh.evaluation.simulate.market.Assumptions.DESTINATIONS;
import static dev.faremesh.evaluation.simulate.market.Assumptions.DETOUR;

/**
 * Draws what riders want.
 *
 * @param hotspots where riders go
 */
record Taste(Hotspots hotspots, FareRates rates) {
  private static final int MULTIPLE = 1;
  private static final int TOLERANCE = 2;
  private static final int PATIENCE = 3;
  private static final int LENGTH = 4;
  private static final int LENGTH_TOO = 5;
  private static final int DISTANCE = 6;
  private static final int BEARING = 7;
  private static final int FIRST_DESTINATION = 8;

  /**
   * One rider's.
   *
   * @param second in which the rider looks
   * @param own the rider's dice
   */
  Want draw(int second, double east, double north, Dice own) {
    double wantedKm = lengthKm(own);
    double best = Double.POSITIVE_INFINITY;
    double toEast = east;
    double toNorth = north;
    for (int place = 0; place < DESTINATIONS; place++) {
      int cell = hotspots.cell(second, own.roll(FIRST_DESTINATION + place));
      double placeEast = hotspots.east(cell, own.roll(DISTANCE), own.roll(BEARING));
      double placeNorth = hotspots.north(cell, own.roll(DISTANCE), own.roll(BEARING));
      double miss = Math.abs(Math.log(roadKm(placeEast - east, placeNorth - north) / wantedKm));
      if (miss < best) {
        best = miss;
        toEast = placeEast;
        toNorth = placeNorth;
      }
    }
    double km = roadKm(toEast - east, toNorth - north);
    return new Want(
        second,
        multiple(own),
        tolerance(own),
        patience(own),
        toEast,
        toNorth,
        km,
        rates.dollars(km));
  }

  private static double lengthKm(Dice own) {
    double normal =
        Math.sqrt(2 * exponential(own.roll(LENGTH)))
            * Math.cos(2 * Math.PI * own.roll(LENGTH_TOO)); // Box and Muller
    return Math.exp(Assumptions.TRIP_KM_MU + Assumptions.TRIP_KM_SIGMA * normal);
  }

  private static double roadKm(double east, double north) {
    return Math.max(Assumptions.LEAST_TRIP_KM, DETOUR * Plane.length(east, north));
  }

  private static double multiple(Dice own) {
    return Math.min(
        Math.pow(1 - own.roll(MULTIPLE), -1 / Assumptions.PRICE_ELASTICITY),
        Assumptions.GREATEST_MULTIPLE);
  }

  private static int tolerance(Dice own) {
    return seconds(
        Assumptions.PATIENT_MINUTES
            + exponential(own.roll(TOLERANCE)) / Assumptions.PUT_OFF_PER_MINUTE);
  }

  private static int patience(Dice own) {
    return seconds(
        Assumptions.LEAST_PATIENCE + exponential(own.roll(PATIENCE)) * Assumptions.MEAN_PATIENCE);
  }

  private static double exponential(double roll) {
    return -Math.log(1 - roll);
  }

  private static int seconds(double minutes) {
    return (int) (60 * minutes);
  }
}
