package dev.faremesh.evaluation.simulate.market;

/**
 * What a ride costs without surge, in dollars. Money is counted here, never charged.
 *
 * @param base for each ride
 * @param perKm of road
 * @param perMinute of the trip
 */
public record FareRates(double base, double perKm, double perMinute) {
  double dollars(double roadKm) {
    return base + perKm * roadKm + perMinute * (roadKm / Assumptions.TRIP_KMH * 60);
  }
}
