package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.pricing.FareLine.Kind;
import dev.faremesh.pricing.Route.Source;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.LongArbitrary;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Whatever the tariff, the ride and the multiplier (pricing.md, properties 12 and 19). */
final class FarePropertiesTest {
  private static final Set<Kind> PASSED_ON =
      EnumSet.of(Kind.BOOKING_FEE, Kind.SURCHARGE, Kind.TOLL);
  private static final Instant SPRING = Instant.parse("2026-03-08T00:00:00Z");

  @Property(tries = 1000)
  void linesAddUpToTheTotalAndNoneIsOfNothing(
      @ForAll("tariffs") Tariff tariff,
      @ForAll("routes") Route route,
      @ForAll @IntRange(min = 50, max = 1000) int hundredths,
      @ForAll @LongRange(min = 0, max = 31_536_000) long second) {
    var fare = fare(tariff, route, hundredths, SPRING.plusSeconds(second));

    assertThat(fare.lines().stream().mapToLong(line -> line.amount().minor()).sum())
        .isEqualTo(fare.total().minor())
        .isNotNegative();
    assertThat(fare.lines())
        .allSatisfy(line -> {
          assertThat(line.amount().currency()).isEqualTo(tariff.currency());
          assertThat(line.amount().minor()).isNotZero();
          assertThat(line.amount().minor() < 0)
              .isEqualTo(line.kind() == Kind.SURGE && hundredths < 100);
        });
  }

  @Property(tries = 500)
  void totalNeverFallsAsTheMultiplierRises(
      @ForAll("tariffs") Tariff tariff,
      @ForAll("routes") Route route,
      @ForAll @IntRange(min = 50, max = 999) int hundredths,
      @ForAll @IntRange(min = 1, max = 200) int more) {
    assertThat(total(tariff, route, Math.min(hundredths + more, 1000)))
        .isGreaterThanOrEqualTo(total(tariff, route, hundredths));
  }

  @Property(tries = 500)
  void totalNeverFallsAsTheRideGetsLonger(
      @ForAll("tariffs") Tariff tariff,
      @ForAll("routes") Route route,
      @ForAll @IntRange(min = 50, max = 1000) int hundredths,
      @ForAll @IntRange(min = 0, max = 5000) int meters,
      @ForAll @IntRange(min = 0, max = 5000) int seconds) {
    var farther = new Route(route.meters() + meters, route.duration(), Source.CROW_FLY);
    var slower = new Route(route.meters(), route.duration().plusSeconds(seconds), Source.CROW_FLY);
    var now = total(tariff, route, hundredths);

    assertThat(total(tariff, farther, hundredths)).isGreaterThanOrEqualTo(now);
    assertThat(total(tariff, slower, hundredths)).isGreaterThanOrEqualTo(now);
  }

  @Property(tries = 500)
  void feesAndTollsDoNotDependOnTheMultiplier(
      @ForAll("tariffs") Tariff tariff,
      @ForAll("routes") Route route,
      @ForAll @IntRange(min = 50, max = 1000) int hundredths) {
    assertThat(passedOn(tariff, route, hundredths)).isEqualTo(passedOn(tariff, route, 100));
  }

  @Property(tries = 500)
  void driverAndMinimumFareAreCoveredBeforeAnyFee(
      @ForAll("tariffs") Tariff tariff,
      @ForAll("routes") Route route,
      @ForAll @IntRange(min = 50, max = 1000) int hundredths) {
    long ride =
        fare(tariff, route, hundredths, SPRING).lines().stream()
            .filter(line -> !PASSED_ON.contains(line.kind()) && line.kind() != Kind.TAX)
            .mapToLong(line -> line.amount().minor())
            .sum();

    assertThat(ride)
        .isGreaterThanOrEqualTo(tariff.rates().minimumFare())
        .isGreaterThanOrEqualTo(tariff.rates().driverFloor(route));
  }

  @Property(tries = 1000)
  void amountsAreRoundedHalfUpAsDecimalsAre(
      @ForAll @LongRange(min = -1_000_000_000, max = 1_000_000_000) long amount,
      @ForAll @LongRange(min = 0, max = 1_000_000_000) long factor,
      @ForAll("divisors") long divisor) {
    var exact = BigDecimal.valueOf(amount).multiply(BigDecimal.valueOf(factor));

    assertThat(HalfUp.of(amount, factor, divisor))
        .isEqualTo(
            exact.divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_UP).longValueExact());
  }

  @Provide
  Arbitrary<Long> divisors() {
    return Arbitraries.of(2L, 7L, 100L, 1000L, 1_000_000L, 60_000_000L);
  }

  @Provide
  Arbitrary<Route> routes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 900_000), Arbitraries.longs().between(0, 3_000_000))
        .as((meters, seconds) -> new Route(meters, Duration.ofSeconds(seconds), Source.CROW_FLY));
  }

  @Provide
  Arbitrary<Tariff> tariffs() {
    var currencies = Arbitraries.of("USD", "JPY", "INR", "BHD").map(Currency::getInstance);
    return Combinators.combine(currencies, rates(), levies()).as(SomeTariff::of);
  }

  private static Arbitrary<Rates> rates() {
    var amounts = few(Arbitraries.longs().between(0, 100_000));
    var rates = few(Arbitraries.longs().between(0, 5_000_000));
    return Combinators.combine(amounts, rates, rates, amounts, amounts, rates, rates)
        .as(Rates::new);
  }

  private static Arbitrary<Levies> levies() {
    var amounts = Arbitraries.longs().between(0, 100_000);
    var bands =
        Combinators.combine(amounts, minutes(), minutes())
            .filter((amount, from, to) -> !from.equals(to))
            .as((amount, from, to) ->
                new SurchargeBand("band", amount, EnumSet.allOf(DayOfWeek.class), from, to));
    var tolls =
        Combinators.combine(amounts, Arbitraries.of(true, false), Arbitraries.of(10.0, 5000.0))
            .as((amount, untaxed, radius) ->
                new Toll(
                    "airport", amount, new Circle(Places.AIRPORT, radius), false, true, untaxed));
    var taxes = Arbitraries.longs().between(0, 1_000_000).map(rate -> new Tax("tax", rate));
    return Combinators.combine(
            bands.list().ofMaxSize(1), tolls.list().ofMaxSize(3), taxes.list().ofMaxSize(3))
        .as(Levies::new)
        .withoutEdgeCases();
  }

  /** Edges of seven numbers are too many to combine: 0 is the one that matters. */
  private static Arbitrary<Long> few(LongArbitrary numbers) {
    return numbers.edgeCases(edges -> edges.includeOnly(0L));
  }

  private static Arbitrary<Duration> minutes() {
    return Arbitraries.longs().between(1, 1439).map(Duration::ofMinutes);
  }

  private static List<FareLine> passedOn(Tariff tariff, Route route, int hundredths) {
    return fare(tariff, route, hundredths, SPRING).lines().stream()
        .filter(line -> PASSED_ON.contains(line.kind()))
        .toList();
  }

  private static long total(Tariff tariff, Route route, int hundredths) {
    return fare(tariff, route, hundredths, SPRING).total().minor();
  }

  private static Fare fare(Tariff tariff, Route route, int hundredths, Instant departure) {
    return Fare.of(tariff, SomeTariff.TRIP, route, departure, new Multiplier(hundredths));
  }
}
