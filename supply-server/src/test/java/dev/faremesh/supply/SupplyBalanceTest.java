package dev.faremesh.supply;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SupplyBalanceTest {
  @ParameterizedTest
  @CsvSource({
    "0, 3, 1, 1.4, .5, .3, 1.25, .86, horizon: PT0S (expected: > 0)",
    "300, 0, 1, 1.4, .5, .3, 1.25, .86, kappa: 0.0 (expected: > 0)",
    "300, 3, -1, 1.4, .5, .3, 1.25, .86, reserve: -1.0 (expected: >= 0)",
    "300, 3, 1, NaN, .5, .3, 1.25, .86, theta: NaN (expected: > 0)",
    "300, 3, 1, 1.4, 1.1, .3, 1.25, .86, 'gainUp: 1.1 (expected: > 0, at most 1)'",
    "300, 3, 1, 1.4, .5, 0, 1.25, .86, 'gainDown: 0.0 (expected: > 0, at most 1)'",
    "300, 3, 1, 1.4, .5, .3, 1, .86, risePerMinute: 1.0 (expected: > 1)",
    "300, 3, 1, 1.4, .5, .3, 1.25, 1, fallPerMinute: 1.0 (expected: between 0 and 1)",
  })
  void numbersThatCannotBeAreRefused(
      long horizon,
      double kappa,
      double reserve,
      double theta,
      double gainUp,
      double gainDown,
      double rise,
      double fall,
      String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new SupplyBalance(
                Duration.ofSeconds(horizon),
                List.of(1.0),
                kappa,
                reserve,
                theta,
                gainUp,
                gainDown,
                rise,
                fall))
        .withMessage(message);
  }
}
