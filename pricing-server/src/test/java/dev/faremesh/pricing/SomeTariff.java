package dev.faremesh.pricing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

/** Tariffs that tests make up, of New York. */
final class SomeTariff {
  static final Currency DOLLAR = Currency.getInstance("USD");
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  static final Trip TRIP = new Trip(Places.TIMES_SQUARE, Places.AIRPORT);

  /** A Sunday, 23:02 in New York. */
  static final Instant DEPARTURE = Instant.parse("2026-05-04T03:02:01Z");

  private SomeTariff() {}

  static Tariff of(Rates rates) {
    return of(DOLLAR, rates, Levies.NONE);
  }

  static Tariff of(Currency currency, Rates rates, Levies levies) {
    return new Tariff(
        "v17", currency, rates, levies, new SurgeRules(List.of(), List.of()), traffic(), 300_000);
  }

  static Tariff of(Rates rates, SurgeRules surge) {
    return new Tariff("v17", DOLLAR, rates, Levies.NONE, surge, traffic(), 300_000);
  }

  /** Rates without a booking fee or a floor for the driver. */
  static Rates rates(long base, long perKilometer, long perMinute, long minimumFare) {
    return new Rates(base, perKilometer, perMinute, minimumFare, 0, 0, 0);
  }

  private static Traffic traffic() {
    return new Traffic(NEW_YORK, Traffic.USUAL_DETOUR, Traffic.USUAL_SPEEDS);
  }
}
