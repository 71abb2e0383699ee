package dev.faremesh.pricing;

/**
 * The numbers of a product. Amounts are in the currency's minor unit; rates in thousandths of it,
 * so that they are exact: 130_700 per kilometre is 1.307 dollars.
 *
 * @param base for every ride
 * @param perKilometer a rate
 * @param perMinute a rate
 * @param minimumFare the least that base, distance, time and surge come to
 * @param bookingFee on top, not surged
 * @param driverPerKilometer the least that the driver must get, a rate; 0 when there is none
 * @param driverPerMinute likewise
 */
public record Rates(
    long base,
    long perKilometer,
    long perMinute,
    long minimumFare,
    long bookingFee,
    long driverPerKilometer,
    long driverPerMinute) {
  private static final long RATE_METERS = 1000 * 1000;
  private static final long RATE_MILLIS = 1000 * 60_000;

  public Rates {
    Expected.amount("base", base);
    Expected.amount("per_kilometer", perKilometer);
    Expected.amount("per_minute", perMinute);
    Expected.amount("minimum_fare", minimumFare);
    Expected.amount("booking_fee", bookingFee);
    Expected.amount("driver_per_kilometer", driverPerKilometer);
    Expected.amount("driver_per_minute", driverPerMinute);
  }

  long distance(Route route) {
    return HalfUp.of(perKilometer, route.meters(), RATE_METERS);
  }

  long time(Route route) {
    return HalfUp.of(perMinute, route.duration().toMillis(), RATE_MILLIS);
  }

  /** What the driver must get, who gets no less than what is charged for the ride itself. */
  long driverFloor(Route route) {
    return HalfUp.of(driverPerKilometer, route.meters(), RATE_METERS)
        + HalfUp.of(driverPerMinute, route.duration().toMillis(), RATE_MILLIS);
  }
}
