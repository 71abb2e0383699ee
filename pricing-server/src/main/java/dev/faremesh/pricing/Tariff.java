package dev.faremesh.pricing;

import java.util.Currency;

/**
 * What a product costs. Rates are in thousandths of the currency's minor unit, so that they are
 * exact: 130_700 per kilometre is 1.307 dollars.
 *
 * @param base for every ride, in minor units
 * @param perKilometre in thousandths of a minor unit
 * @param perMinute in thousandths of a minor unit
 * @param minimumFare in minor units
 */
public record Tariff(
    Currency currency, long base, long perKilometre, long perMinute, long minimumFare) {
  private static final long MOST = 1_000_000_000;

  public Tariff {
    require(base, "base");
    require(perKilometre, "perKilometre");
    require(perMinute, "perMinute");
    require(minimumFare, "minimumFare");
  }

  private static void require(long value, String name) {
    if (value < 0 || value > MOST) {
      throw new IllegalArgumentException("%s: %d (expected: 0 to %d)".formatted(name, value, MOST));
    }
  }
}
