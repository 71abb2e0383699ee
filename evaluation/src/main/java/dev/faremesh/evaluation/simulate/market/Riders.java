package dev.faremesh.evaluation.simulate.market;

import static dev.faremesh.evaluation.simulate.market.Assumptions.DESTINATIONS;
import static dev.faremesh.evaluation.simulate.market.Assumptions.DETOUR;

import java.util.Arrays;

/**
 * What the riders of an evening want, and will put up with, under one seed: by rider, in the order
 * of the sessions. The same under every policy. Immutable once made.
 */
public final class Riders {
  private static final int SECOND = 0;
  private static final int MULTIPLE = 1;
  private static final int TOLERANCE = 2;
  private static final int PATIENCE = 3;
  private static final int LENGTH = 4;
  private static final int LENGTH_TOO = 5;
  private static final int DISTANCE = 6;
  private static final int BEARING = 7;
  private static final int FIRST_DESTINATION = 8;

  final Sessions sessions;
  final int[] second;
  final double[] multiple; // of the fare: the most that the rider pays
  final int[] tolerance; // seconds to the pickup: the most that the rider accepts
  final int[] patience; // seconds until a driver is found: the most that the rider waits
  final double[] dropEast;
  final double[] dropNorth;
  final double[] roadKm;
  final double[] fare; // dollars, without surge

  /** Draws the riders' wants. */
  public Riders(Sessions sessions, Hotspots hotspots, FareRates rates, Dice dice) {
    this.sessions = sessions;
    int count = sessions.count();
    second = new int[count];
    multiple = new double[count];
    tolerance = new int[count];
    patience = new int[count];
    dropEast = new double[count];
    dropNorth = new double[count];
    roadKm = new double[count];
    fare = new double[count];
    for (int rider = 0; rider < count; rider++) {
      var own = dice.of(rider);
      drawTaste(rider, own);
      drawTrip(rider, hotspots, own);
      fare[rider] = rates.dollars(roadKm[rider]);
    }
    for (int minute = 0; minute < sessions.minutes(); minute++) {
      Arrays.sort(second, sessions.firstOf(minute), sessions.firstOf(minute + 1));
    }
  }

  private void drawTaste(int rider, Dice own) {
    second[rider] = 60 * sessions.minute[rider] + (int) (60 * own.roll(SECOND));
    multiple[rider] =
        Math.min(
            Math.pow(1 - own.roll(MULTIPLE), -1 / Assumptions.PRICE_ELASTICITY),
            Assumptions.GREATEST_MULTIPLE);
    tolerance[rider] =
        seconds(
            Assumptions.PATIENT_MINUTES
                + exponential(own.roll(TOLERANCE)) / Assumptions.PUT_OFF_PER_MINUTE);
    patience[rider] =
        seconds(
            Assumptions.LEAST_PATIENCE
                + exponential(own.roll(PATIENCE)) * Assumptions.MEAN_PATIENCE);
  }

  private static double exponential(double roll) {
    return -Math.log(1 - roll);
  }

  private static int seconds(double minutes) {
    return (int) (60 * minutes);
  }

  /** Of some places where people go, the one that is about as far away as the rider wants to go. */
  private void drawTrip(int rider, Hotspots hotspots, Dice own) {
    double normal =
        Math.sqrt(2 * exponential(own.roll(LENGTH)))
            * Math.cos(2 * Math.PI * own.roll(LENGTH_TOO)); // Box and Muller
    double wanted = Math.exp(Assumptions.TRIP_KM_MU + Assumptions.TRIP_KM_SIGMA * normal);
    double best = Double.POSITIVE_INFINITY;
    for (int place = 0; place < DESTINATIONS; place++) {
      int cell = hotspots.cell(second[rider], own.roll(FIRST_DESTINATION + place));
      double east = hotspots.east(cell, own.roll(DISTANCE), own.roll(BEARING));
      double north = hotspots.north(cell, own.roll(DISTANCE), own.roll(BEARING));
      double km = DETOUR * Math.hypot(east - sessions.east[rider], north - sessions.north[rider]);
      double miss = Math.abs(Math.log(Math.max(km, 0.1) / wanted));
      if (miss < best) {
        best = miss;
        dropEast[rider] = east;
        dropNorth[rider] = north;
        roadKm[rider] = km;
      }
    }
  }

  public Sessions sessions() {
    return sessions;
  }

  public int count() {
    return second.length;
  }
}
