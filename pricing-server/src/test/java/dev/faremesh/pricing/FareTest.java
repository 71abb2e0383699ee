package dev.faremesh.pricing;

import static dev.faremesh.pricing.SomeTariff.DEPARTURE;
import static dev.faremesh.pricing.SomeTariff.DOLLAR;
import static dev.faremesh.pricing.SomeTariff.TRIP;
import static dev.faremesh.pricing.SomeTariff.rates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.pricing.FareLine.Kind;
import dev.faremesh.pricing.Route.Source;
import dev.faremesh.pricing.store.TariffFormat;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FareTest {
  private static final Tariff STANDARD = TariffFormat.builtIn().of(Places.NYC_STANDARD);
  private static final Tariff XL = TariffFormat.builtIn().of(new Market("nyc", "xl"));
  private static final Route TO_THE_AIRPORT = route(29_394, Duration.ofSeconds(5039));
  private static final Route SHORT = route(500, Duration.ofSeconds(86)); // 3.30 of STANDARD
  private static final Circle AIRPORT = new Circle(Places.AIRPORT, 2000);

  @Test
  void fareIsBaseDistanceAndTime() {
    var fare = fare(STANDARD, TO_THE_AIRPORT, 100);

    assertThat(lines(fare)).containsExactly("BASE 220", "DISTANCE 3842", "TIME 2612");
    assertThat(fare.total()).isEqualTo(new Money(DOLLAR, 6674));
    assertThat(fare.tariffVersion()).isEqualTo(STANDARD.version());
  }

  @Test
  void surgeMultipliesBaseDistanceAndTime() {
    var fare = fare(STANDARD, TO_THE_AIRPORT, 250);

    assertThat(lines(fare))
        .containsExactly("BASE 220", "DISTANCE 3842", "TIME 2612", "SURGE 10011");
    assertThat(fare.total().minor()).isEqualTo(16_685);
  }

  @Test
  void extraLargeCostsOneAndAHalf() {
    assertThat(lines(fare(XL, TO_THE_AIRPORT, 100)))
        .containsExactly("BASE 330", "DISTANCE 5763", "TIME 3918");
  }

  @Test
  void minimumFareComesAfterSurge() {
    assertThat(lines(fare(STANDARD, SHORT, 120))).endsWith("SURGE 66", "MINIMUM_FARE 104");
    assertThat(lines(fare(STANDARD, SHORT, 200))).endsWith("TIME 45", "SURGE 330");
  }

  @Test
  void rideToTheSamePlaceCostsTheMinimumFare() {
    assertThat(lines(fare(STANDARD, route(0, Duration.ZERO), 100)))
        .containsExactly("BASE 220", "MINIMUM_FARE 280");
  }

  @Test
  void discountIsALineOfItsOwn() {
    assertThat(lines(fare(STANDARD, TO_THE_AIRPORT, 85)))
        .containsExactly("BASE 220", "DISTANCE 3842", "TIME 2612", "SURGE 'discount' -1001");
    assertThat(lines(fare(STANDARD, SHORT, 50)))
        .endsWith("SURGE 'discount' -165", "MINIMUM_FARE 335");
  }

  @Test
  void linesAreRoundedHalfUp() {
    var tariff = SomeTariff.of(rates(10, 1500, 2499, 0));
    var route = route(1000, Duration.ofMinutes(1));

    assertThat(lines(fare(tariff, route, 105)))
        .containsExactly("BASE 10", "DISTANCE 2", "TIME 2", "SURGE 1");
    assertThat(lines(fare(tariff, route, 75)))
        .containsExactly("BASE 10", "DISTANCE 2", "TIME 2", "SURGE 'discount' -4");
  }

  @Test
  void freeRideHasNoLines() {
    assertThat(fare(SomeTariff.of(rates(0, 0, 0, 0)), TO_THE_AIRPORT, 300))
        .isEqualTo(new Fare(new Money(DOLLAR, 0), List.of(), "v17"));
  }

  @Test
  void driverGetsTheFloorWhereTheFareWouldBeLess() {
    var rates = new Rates(100, 50_000, 10_000, 400, 0, 90_000, 30_000);

    assertThat(lines(fare(SomeTariff.of(rates), route(10_000, Duration.ofMinutes(20)), 100)))
        .containsExactly(
            "BASE 100", "DISTANCE 500", "TIME 200", "MINIMUM_FARE 'driver minimum' 700");
    assertThat(lines(fare(SomeTariff.of(rates), route(1000, Duration.ofMinutes(2)), 100)))
        .endsWith("TIME 20", "MINIMUM_FARE 230");
    assertThat(lines(fare(SomeTariff.of(rates), route(10_000, Duration.ofMinutes(20)), 200)))
        .endsWith("SURGE 800");
  }

  @Test
  void whatIsPassedOnComesAfterTheMinimumFareAndIsNotSurged() {
    var rates = new Rates(220, 130_700, 31_100, 900, 150, 0, 0);
    var levies =
        new Levies(
            List.of(band("night", 50, 20, 6), band("rush", 250, 16, 20), band("late", 30, 22, 24)),
            List.of(
                new Toll("airport", 525, AIRPORT, true, true, true),
                new Toll("bridge", 275, new Circle(Places.TIMES_SQUARE, 100), true, false, false),
                new Toll("tunnel", 999, AIRPORT, true, false, false)),
            List.of(new Tax("state", 88_750), new Tax("black car", 30_000)));

    assertThat(lines(fare(SomeTariff.of(DOLLAR, rates, levies), SHORT, 200)))
        .containsExactly(
            "BASE 220",
            "DISTANCE 65",
            "TIME 45",
            "SURGE 330",
            "MINIMUM_FARE 240",
            "BOOKING_FEE 150",
            "SURCHARGE 'night' 50",
            "SURCHARGE 'late' 30",
            "TOLL 'airport' 525",
            "TOLL 'bridge' 275",
            "TAX 'state' 125", // 8.875 % of 14.05, the airport's toll left out
            "TAX 'black car' 42");
  }

  @Test
  void tollOfBothEndsIsChargedOnce() {
    var levies =
        new Levies(
            List.of(), List.of(new Toll("airport", 525, AIRPORT, true, true, false)), List.of());
    var around = new Trip(Places.AIRPORT, Places.AIRPORT);
    var tariff = SomeTariff.of(DOLLAR, rates(700, 0, 0, 0), levies);

    assertThat(lines(Fare.of(tariff, around, SHORT, DEPARTURE, Multiplier.NONE)))
        .containsExactly("BASE 700", "TOLL 'airport' 525");
  }

  @Test
  void yenHasNoDecimals() {
    var yen = Currency.getInstance("JPY");
    var levies = new Levies(List.of(), List.of(), List.of(new Tax("consumption", 100_000)));

    var fare = fare(SomeTariff.of(yen, rates(500, 290_000, 40_000, 700), levies), SHORT, 105);

    assertThat(lines(fare))
        .containsExactly("BASE 500", "DISTANCE 145", "TIME 57", "SURGE 35", "TAX 'consumption' 74");
    assertThat(fare.total()).hasToString("JPY 811");
  }

  @Test
  void dearestFareThatATariffCanSayFits() {
    long most = 1_000_000_000;
    var tariff =
        SomeTariff.of(
            DOLLAR,
            new Rates(most, most, most, most, most, most, most),
            new Levies(
                List.of(band("all day", most, 0, 24)),
                List.of(new Toll("airport", most, AIRPORT, false, true, false)),
                List.of(new Tax("all of it", 1_000_000), new Tax("again", 1_000_000))));
    var slowest = route(1_000_000, Duration.ofHours(1000)); // 1 km/h

    assertThat(fare(tariff, slowest, Multiplier.MOST).total().minor())
        .isEqualTo(3 * (10 * (most + most + 60 * most) + 3 * most));
  }

  @Test
  void fareThatNoLongHoldsIsNoFare() {
    var tariff = SomeTariff.of(rates(0, 0, 1_000_000_000, 0));

    assertThatThrownBy(() -> fare(tariff, route(1, Duration.ofDays(36_500)), 100))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void totalThatIsNotTheSumIsRefused() {
    var lines = List.of(new FareLine(Kind.BASE, Optional.empty(), new Money(DOLLAR, 220)));

    assertThatThrownBy(() -> new Fare(new Money(DOLLAR, 221), lines, "v17"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("total: USD 2.21 (expected: USD 2.20, the sum of its lines)");
  }

  @Test
  void lineInAnotherCurrencyIsRefused() {
    var euros = new Money(Currency.getInstance("EUR"), 220);
    var lines = List.of(new FareLine(Kind.BASE, Optional.empty(), euros));

    assertThatThrownBy(() -> new Fare(new Money(DOLLAR, 220), lines, "v17"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(expected: in USD)");
  }

  private static SurchargeBand band(String label, long amount, int from, int to) {
    Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
    return new SurchargeBand(label, amount, days, Duration.ofHours(from), Duration.ofHours(to));
  }

  private static Route route(int meters, Duration duration) {
    return new Route(meters, duration, Source.CROW_FLY);
  }

  private static Fare fare(Tariff tariff, Route route, int hundredths) {
    return Fare.of(tariff, TRIP, route, DEPARTURE, new Multiplier(hundredths));
  }

  private static List<String> lines(Fare fare) {
    var lines = new ArrayList<String>();
    for (FareLine line : fare.lines()) {
      var label = line.label().map(text -> " '" + text + "'").orElse("");
      lines.add(line.kind() + label + " " + line.amount().minor());
    }
    return lines;
  }
}
