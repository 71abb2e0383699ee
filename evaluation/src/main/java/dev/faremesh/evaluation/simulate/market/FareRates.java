package dev.faremesh.evaluation.simulate.market;

/**
 * What a ride costs without surge, in dollars. Money is counted here, never charged.
 *
 * @param base for each ride
 * @param perKm of road
 * @param perMinute of the trip
 */
public record FareRates(double base, double perKm, double perMinute) {
  /** The rates of the built-in tariff, without its minimum fare, which surge does not move. */
  public static FareRates standard() {
    return new FareRates(2.20, 1.307, 0.311);
  }

  double dollars(double roadKm) {
    return base + perKm * roadKm + perMinute * (roadKm / Assumptions.TRIP_KMH * 60);
  }
}
