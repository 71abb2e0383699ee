package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.pricing.FareLine.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FareTest {
  private static final Currency DOLLAR = Currency.getInstance("USD");
  private static final Tariff STANDARD = Tariffs.builtIn().of("standard").orElseThrow();
  private static final Tariff XL = Tariffs.builtIn().of("xl").orElseThrow();
  private static final Route TO_THE_AIRPORT = new Route(29_394, Duration.ofSeconds(5039));

  @Test
  void fareIsBaseDistanceAndTime() {
    var fare = Fare.of(STANDARD, TO_THE_AIRPORT, Multiplier.NONE);

    assertThat(cents(fare))
        .isEqualTo(Map.of(Kind.BASE, 220L, Kind.DISTANCE, 3842L, Kind.TIME, 2612L));
    assertThat(fare.total()).isEqualTo(new Money(DOLLAR, 6674));
  }

  @Test
  void surgeMultipliesBaseDistanceAndTime() {
    var fare = Fare.of(STANDARD, TO_THE_AIRPORT, new Multiplier(250));

    assertThat(cents(fare))
        .isEqualTo(
            Map.of(Kind.BASE, 220L, Kind.DISTANCE, 3842L, Kind.TIME, 2612L, Kind.SURGE, 10_011L));
    assertThat(fare.total().minor()).isEqualTo(16_685);
  }

  @Test
  void extraLargeCostsOneAndAHalf() {
    assertThat(cents(Fare.of(XL, TO_THE_AIRPORT, Multiplier.NONE)))
        .isEqualTo(Map.of(Kind.BASE, 330L, Kind.DISTANCE, 5763L, Kind.TIME, 3918L));
  }

  @Test
  void minimumFareComesAfterSurge() {
    var shortRide = new Route(500, Duration.ofSeconds(86)); // 220 + 65 + 45 = 330 cents

    assertThat(cents(Fare.of(STANDARD, shortRide, new Multiplier(120))))
        .containsEntry(Kind.SURGE, 66L)
        .containsEntry(Kind.MINIMUM_FARE, 104L);
    assertThat(cents(Fare.of(STANDARD, shortRide, new Multiplier(200))))
        .containsEntry(Kind.SURGE, 330L)
        .doesNotContainKey(Kind.MINIMUM_FARE);
  }

  @Test
  void rideToTheSamePlaceCostsTheMinimumFare() {
    var fare = Fare.of(STANDARD, new Route(0, Duration.ZERO), Multiplier.NONE);

    assertThat(cents(fare)).isEqualTo(Map.of(Kind.BASE, 220L, Kind.MINIMUM_FARE, 280L));
  }

  @Test
  void linesAreRoundedHalfUp() {
    var tariff = new Tariff(DOLLAR, 10, 1500, 2499, 0);

    assertThat(cents(Fare.of(tariff, new Route(1000, Duration.ofMinutes(1)), new Multiplier(105))))
        .isEqualTo(Map.of(Kind.BASE, 10L, Kind.DISTANCE, 2L, Kind.TIME, 2L, Kind.SURGE, 1L));
  }

  @Test
  void freeRideHasNoLines() {
    var free = new Tariff(DOLLAR, 0, 0, 0, 0);

    assertThat(Fare.of(free, TO_THE_AIRPORT, new Multiplier(300)))
        .isEqualTo(new Fare(new Money(DOLLAR, 0), List.of()));
  }

  @Test
  void linesAddUpWhateverTheRide() {
    var random = new Random(20130803);
    for (int i = 0; i < 20_000; i++) {
      var tariff = anyTariff(random);
      var route =
          new Route(random.nextInt(30_000_000), Duration.ofSeconds(random.nextInt(5_000_000)));
      var multiplier = new Multiplier(100 + 5 * random.nextInt(41));

      var fare = Fare.of(tariff, route, multiplier);

      assertThat(fare.lines().stream().mapToLong(line -> line.amount().minor()).sum())
          .isEqualTo(fare.total().minor())
          .isGreaterThanOrEqualTo(tariff.minimumFare());
      assertThat(fare.lines()).allMatch(line -> line.amount().minor() > 0);
    }
  }

  @Test
  void totalNeverFallsAsSurgeRises() {
    var random = new Random(20130804);
    for (int i = 0; i < 2_000; i++) {
      var tariff = anyTariff(random);
      var route = new Route(random.nextInt(20_000), Duration.ofSeconds(random.nextInt(4000)));
      var totals = new ArrayList<Long>();
      for (int hundredths = 100; hundredths <= 300; hundredths += 5) {
        totals.add(Fare.of(tariff, route, new Multiplier(hundredths)).total().minor());
      }

      assertThat(totals).isSorted();
    }
  }

  @Test
  void totalThatIsNotTheSumIsRefused() {
    var lines = List.of(new FareLine(Kind.BASE, new Money(DOLLAR, 220)));

    assertThatThrownBy(() -> new Fare(new Money(DOLLAR, 221), lines))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("total: USD 2.21 (expected: USD 2.20, the sum of its lines)");
  }

  @Test
  void lineInAnotherCurrencyIsRefused() {
    var lines = List.of(new FareLine(Kind.BASE, new Money(Currency.getInstance("EUR"), 220)));

    assertThatThrownBy(() -> new Fare(new Money(DOLLAR, 220), lines))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(expected: in USD)");
  }

  private static Tariff anyTariff(Random random) {
    return new Tariff(
        DOLLAR,
        random.nextInt(1000),
        random.nextInt(400_000),
        random.nextInt(100_000),
        random.nextInt(2000));
  }

  private static Map<Kind, Long> cents(Fare fare) {
    var cents = new EnumMap<Kind, Long>(Kind.class);
    fare.lines().forEach(line -> cents.put(line.kind(), line.amount().minor()));
    return cents;
  }
}
