package dev.faremesh.pricing;

import java.util.Currency;

/**
 * What one product costs in one city.
 *
 * @param version of the tariffs that it is one of
 * @param longestMeters the longest ride that is priced, 1 to 1,000,000
 */
public record Tariff(
    String version,
    Currency currency,
    Rates rates,
    Levies levies,
    SurgeRules surge,
    Traffic traffic,
    long longestMeters) {
  /** Of a city that does not say. */
  public static final long USUAL_LONGEST_METERS = 300_000;

  /** With this, and the slowest traffic, no line of a fare overflows. */
  public static final long MOST_METERS = 1_000_000;

  public Tariff {
    Expected.that(
        longestMeters >= 1 && longestMeters <= MOST_METERS,
        "longest_meters",
        longestMeters,
        "1 to " + MOST_METERS);
  }

  /** Which multipliers are allowed for a pickup. */
  public SurgeLimits limits(Position pickup) {
    return surge.at(pickup);
  }

  /** The same route, when it is not too long. Fails with {@link TripInvalid}. */
  Route requirePriced(Route route) {
    if (route.meters() > longestMeters) {
      throw new TripInvalid(route.meters(), longestMeters);
    }
    return route;
  }
}
