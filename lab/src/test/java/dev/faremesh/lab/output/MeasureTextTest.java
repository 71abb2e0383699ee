package dev.faremesh.lab.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.lab.result.Measure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MeasureTextTest {

  @ParameterizedTest
  @CsvSource({
    "AVAILABILITY, 1, 100 %",
    "AVAILABILITY, 0, 0 %",
    "AVAILABILITY, 0.99996, >99.99 %",
    "AVAILABILITY, 0.99954, 99.95 %",
    "AVAILABILITY, 0.8764, 87.6 %",
    "STORMS, 0.5, 50 %",
    "EXTRA_FAILURES, 0.00003, <0.01 %",
    "EXTRA_FAILURES, -0.0021, -0.21 %",
    "LOST, 17, 17",
    "LOST, 2.5, 2.50",
    "GOODPUT, 48.26, 48.3/s",
    "P99_DURING, 8.84, 8.8 ms",
    "P99_DURING, 204.6, 205 ms",
    "P99_DURING, 2080, 2.08 s",
    "SLOPE, 0.0041, 0.004 s",
    "RECOVERED, 12.34, 12.3 s",
    "ATTEMPTS_PER_CALL, 1, 1×",
    "ATTEMPTS_PER_CALL, 1.066, 1.07×",
    "RECOVERED, Infinity, never",
    "STORMS, NaN, –"
  })
  void valueHasItsUnitAndTheDigitsThatMatter(Measure measure, double value, String text) {
    assertThat(MeasureText.of(measure, value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 100 %",
    "-0.0004, 0 %",
    "-1.274, -127 %",
    "0.1428, 14 %",
    "NaN, –",
    "-Infinity, -∞ %"
  })
  void percentIsWholeAndZeroHasNoSign(double value, String text) {
    assertThat(MeasureText.percent(value)).isEqualTo(text);
  }
}
