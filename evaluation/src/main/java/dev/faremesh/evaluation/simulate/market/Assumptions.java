package dev.faremesh.evaluation.simulate.market;

/**
 * What the simulated market takes for granted; evaluation/README.md says where each number is from.
 * None is fitted to the rides that are replayed.
 */
public final class Assumptions {
  /** How strongly riders answer a price: a share {@code m^-0.55} of them pays m times the fare. */
  public static final double PRICE_ELASTICITY = 0.55;

  /** Nobody pays more than this multiple of the fare. */
  public static final double GREATEST_MULTIPLE = 3.3;

  /** Minutes to the pickup that put no rider off. */
  public static final double PATIENT_MINUTES = 3;

  /** Of the riders who are left, the share that each further minute to the pickup puts off. */
  public static final double PUT_OFF_PER_MINUTE = 0.06;

  /** The least time for which a rider waits for a driver to be found, in minutes. */
  public static final double LEAST_PATIENCE = 0.5;

  /** What riders wait beyond that, on average, in minutes: exponential. */
  public static final double MEAN_PATIENCE = 2.5;

  /** Drivers further away than this many minutes are not sent. */
  public static final double REACH_MINUTES = 20;

  public static final double TRIP_KMH = 21;
  public static final double PICKUP_KMH = 18;

  /** How much longer the road is than the crow's flight. */
  public static final double DETOUR = 1.35;

  /**
   * Dollars for each minute that a rider waits: 1.5 times the value of time, 19 dollars an hour.
   */
  public static final double WAIT_COST = 0.48;

  /** Dollars for each kilometre driven, with a rider or without: fuel, tyres, maintenance. */
  public static final double DRIVING_COST = 0.12;

  /** Driver minutes per session that the fleet is sized for, before utilisation. */
  public static final double MINUTES_PER_SESSION = 18;

  /** The share of its time for which the fleet is meant to be busy. */
  public static final double UTILISATION = 0.72;

  /** Trip lengths are drawn log-normal, in kilometres of road: green taxis, August 2013. */
  public static final double TRIP_KM_MU = 1.387;

  /** See {@link #TRIP_KM_MU}. */
  public static final double TRIP_KM_SIGMA = 0.918;

  /** No trip is shorter. */
  public static final double LEAST_TRIP_KM = 0.5;

  /** Destinations that a rider chooses from: the one whose distance is nearest to the length. */
  public static final int DESTINATIONS = 8;

  /** Minutes without a rider after which a driver sets out for where riders are expected. */
  public static final int IDLE_MINUTES = 5;

  /** Places that such a driver chooses from: the nearest. */
  public static final int CRUISE_PLACES = 4;

  /** The radius of a disc as large as a cell, in kilometres. */
  public static final double CELL_RADIUS = 0.4844;

  private Assumptions() {}

  /** Kilometres as the crow flies from which a driver reaches a rider in time. */
  static double reach() {
    return crowKm(60 * REACH_MINUTES);
  }

  /** How far a driver without a rider gets, as the crow flies. */
  static double crowKm(double seconds) {
    return seconds * PICKUP_KMH / 3600 / DETOUR;
  }

  /** How long a driver needs to a rider, rounded up. */
  static int pickupSeconds(double crowKm) {
    return Math.max(1, (int) Math.ceil(crowKm * DETOUR / PICKUP_KMH * 3600));
  }

  /** How long a trip takes, rounded up. */
  static int tripSeconds(double roadKm) {
    return Math.max(1, (int) Math.ceil(roadKm / TRIP_KMH * 3600));
  }
}
