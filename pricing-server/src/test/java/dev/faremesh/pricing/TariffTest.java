package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.pricing.Route.Source;
import dev.faremesh.pricing.store.TariffFormat;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TariffTest {
  private static final Tariff ANY = SomeTariff.of(SomeTariff.rates(220, 130_700, 31_100, 500));

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, 0, 0, 0, 0, base: -1",
    "0, -2, 0, 0, 0, 0, 0, per_kilometer: -2",
    "0, 0, 1000000001, 0, 0, 0, 0, per_minute: 1000000001",
    "0, 0, 0, -4, 0, 0, 0, minimum_fare: -4",
    "0, 0, 0, 0, -5, 0, 0, booking_fee: -5",
    "0, 0, 0, 0, 0, -6, 0, driver_per_kilometer: -6",
    "0, 0, 0, 0, 0, 0, -7, driver_per_minute: -7"
  })
  void whatIsOutOfRangeIsRefused(
      long base,
      long perKilometer,
      long perMinute,
      long minimumFare,
      long bookingFee,
      long driverPerKilometer,
      long driverPerMinute,
      String said) {
    assertThatThrownBy(() ->
            new Rates(
                base,
                perKilometer,
                perMinute,
                minimumFare,
                bookingFee,
                driverPerKilometer,
                driverPerMinute))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(said + " (expected: 0 to 1000000000)");
  }

  @Test
  void longestRideIsPricedAndALongerOneIsNot() {
    var longest = new Route(300_000, Duration.ofHours(14), Source.CROW_FLY);
    assertThat(ANY.requirePriced(longest)).isSameAs(longest);

    var beyond = new Route(300_001, Duration.ofHours(14), Source.CROW_FLY);
    assertThatThrownBy(() -> ANY.requirePriced(beyond))
        .isInstanceOf(TripInvalid.class)
        .hasMessage("trip: 300001 m (expected: at most 300000 m)");
  }

  @Test
  void noTariffPricesTwoThousandKilometers() {
    assertThatThrownBy(() ->
            new Tariff(
                "v19",
                ANY.currency(),
                ANY.rates(),
                ANY.levies(),
                ANY.surge(),
                ANY.traffic(),
                2_000_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("longest_meters: 2000000 (expected: 1 to 1000000)");
  }

  @Test
  void unknownProductSaysWhichThereAre() {
    assertThatThrownBy(() -> TariffFormat.builtIn().of(new Market("nyc", "limo")))
        .isInstanceOf(UnknownProduct.class)
        .hasMessage("product: limo (expected: one of standard, xl)")
        .extracting(e -> ((UnknownProduct) e).product())
        .isEqualTo("limo");
  }

  @Test
  void unknownCitySaysWhichThereAre() {
    assertThatThrownBy(() -> TariffFormat.builtIn().of(new Market("gotham", "standard")))
        .isInstanceOf(UnknownCity.class)
        .hasMessage("city: gotham (expected: one of bengaluru, london, nyc, tokyo)")
        .extracting(e -> ((UnknownCity) e).city())
        .isEqualTo("gotham");
  }

  @Test
  void ofManyCitiesTheFirstAreSaid() {
    var cities = new HashMap<String, Map<String, Tariff>>();
    for (int i = 0; i < 13; i++) {
      cities.put("city" + (char) ('a' + i), Map.of("standard", ANY));
    }

    assertThatThrownBy(() -> new Tariffs("v17", cities).of(new Market("gotham", "standard")))
        .hasMessageEndingWith("cityi, cityj and 3 more)");
  }

  @Test
  void currencyThatNobodyPaysWithIsRefused() {
    assertThatThrownBy(() -> new Money(Currency.getInstance("XAU"), 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("currency: XAU (expected: one that people pay with)");
  }

  @Test
  void multiplierThatNoContractKnowsIsRefused() {
    assertThatThrownBy(() -> new Multiplier(49))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("multiplier: 49 hundredths (expected: 50 to 1000)");
    assertThatThrownBy(() -> new Multiplier(1005)).isInstanceOf(IllegalArgumentException.class);
  }
}
