package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.Signal.Missing;
import dev.faremesh.pricing.Signal.Stale;
import dev.faremesh.pricing.Signal.Staleness;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SurgePolicyTest {
  private static final Freshness FRESH = new Freshness(Instant.EPOCH, Duration.ofSeconds(5), 0.9);

  @ParameterizedTest(name = "{0} riders, {1} drivers: x{2}")
  @CsvSource({
    "0, 0, 1",
    "0, 40, 1",
    "8, 10, 1", // ten drivers serve eight riders
    "1, 0, 1.4", // 1.417: a lone rider in an empty place
    "2, 0, 1.85", // 1.833
    "21, 8.75, 2.5", // 2.489
    "4.8, 5, 1.15", // 1.125 is rounded up
    "80, 1, 3"
  })
  void multiplierIsWhatIsNeededToWhatThereIs(double demand, double supply, double multiplier) {
    assertThat(SurgePolicy.multiplier(demand, supply).value()).isEqualTo(multiplier);
  }

  @Test
  void moreRidersNeverLowerThePriceAndMoreDriversNeverRaiseIt() {
    var random = new Random(20130801);
    for (int i = 0; i < 20_000; i++) {
      double demand = anyCount(random);
      double supply = anyCount(random);
      var multiplier = SurgePolicy.multiplier(demand, supply).value();

      assertThat(SurgePolicy.multiplier(demand + anyCount(random), supply).value())
          .isGreaterThanOrEqualTo(multiplier);
      assertThat(SurgePolicy.multiplier(demand, supply + anyCount(random)).value())
          .isLessThanOrEqualTo(multiplier);
    }
  }

  @Test
  void multiplierIsAStepBetweenOneAndTheCap() {
    var random = new Random(20130802);
    for (int i = 0; i < 20_000; i++) {
      int hundredths = SurgePolicy.multiplier(anyCount(random), anyCount(random)).hundredths();

      assertThat(hundredths).isBetween(100, 300);
      assertThat(hundredths % 5).isZero();
    }
  }

  @Test
  void liveInputsMakeAPrice() {
    var inputs = new Inputs(new Live<>(8.75, FRESH), new Live<>(21.0, FRESH));

    assertThat(SurgePolicy.multiplier(inputs)).contains(new Multiplier(250));
  }

  @ParameterizedTest
  @MethodSource
  void withoutTwoLiveInputsThereIsNoSurge(Inputs inputs) {
    assertThat(SurgePolicy.multiplier(inputs)).isEmpty();
  }

  static Stream<Inputs> withoutTwoLiveInputsThereIsNoSurge() {
    var noDrivers = new Live<>(0.0, FRESH);
    var manyRiders = new Live<>(500.0, FRESH);
    return Stream.of(
        new Inputs(noDrivers, new Stale<>(500.0, FRESH, Staleness.AGE)),
        new Inputs(noDrivers, new Missing<>("UNAVAILABLE")),
        new Inputs(new Stale<>(0.0, FRESH, Staleness.COVERAGE), manyRiders),
        new Inputs(new Missing<>("UNAVAILABLE"), manyRiders),
        new Inputs(new Missing<>("UNAVAILABLE"), new Missing<>("NOT_OBSERVED")));
  }

  /** Nothing, a few, or up to what is absurd. */
  private static double anyCount(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> 0;
      case 1 -> random.nextDouble() * 40;
      default -> Math.pow(10, random.nextDouble() * 10) - 1;
    };
  }
}
