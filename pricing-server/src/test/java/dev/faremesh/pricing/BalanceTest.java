package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BalanceTest {
  private static final Balance BALANCE = Indices.BALANCE;

  @ParameterizedTest(name = "{0} riders, {1} drivers: x{2}")
  @CsvSource({
    "0, 0, 1",
    "0, 40, 1",
    "10, 11, 1", // one driver is held back, ten serve ten riders
    "10, 10, 1.083",
    "1, 0, 1.333", // a lone rider in an empty place
    "2, 0, 1.667",
    "12.3, 7.1, 1.681",
    "80, 1, 3"
  })
  void multiplierIsWhatIsNeededToWhatThereIs(double riders, double drivers, double multiplier) {
    double log = BALANCE.logMultiplier(Indices.logSupply(drivers), Indices.logDemand(riders));

    assertThat(Math.exp(log)).isCloseTo(multiplier, offset(0.001));
  }

  @Test
  void numbersAreThoseOfTheContract() {
    assertThat(BALANCE).isEqualTo(new Balance(Duration.ofMinutes(5), 1, 3, 1, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.8, 3, 1.4, 3, horizon: PT0S (expected: > 0)",
    "300, NaN, 3, 1.4, 3, 'rho: NaN (expected: > 0, at most 1000)'",
    "300, 0.8, -1, 1.4, 3, kappa: -1.0 (expected: 0 to 1000)",
    "300, 0.8, 3, 0, 3, 'theta: 0.0 (expected: > 0, at most 100)'",
    "300, 0.8, 3, 1.4, 0.9, cap: 0.9 (expected: 1 to 10)"
  })
  void whatCannotBeIsRefused(
      int horizon, double rho, double kappa, double theta, double cap, String said) {
    assertThatThrownBy(() -> new Balance(Duration.ofSeconds(horizon), rho, kappa, theta, cap))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(said);
  }
}
