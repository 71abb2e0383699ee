package dev.faremesh.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.lab.result.Check;
import dev.faremesh.lab.result.Measure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThresholdTest {
  @Test
  void boundItselfHolds() {
    var least = Threshold.parse("availability >= 0.999");
    var most = Threshold.parse("p99_during<=200");

    assertThat(least.check(Map.of(Measure.AVAILABILITY, 0.999)))
        .isEqualTo(new Check("availability >= 0.999", 0.999, true));
    assertThat(least.check(Map.of(Measure.AVAILABILITY, 0.9989)).ok()).isFalse();
    assertThat(most.check(Map.of(Measure.P99_DURING, 200.0)).ok()).isTrue();
    assertThat(most.check(Map.of(Measure.P99_DURING, 200.1)).ok()).isFalse();
  }

  @Test
  void whatWasNotMeasuredDoesNotHold() {
    var check = Threshold.parse("recovered <= 5").check(Map.of(Measure.AVAILABILITY, 1.0));

    assertThat(check.value()).isNaN();
    assertThat(check.ok()).isFalse();
  }

  @Test
  void whatNeverRecoveredDoesNotHold() {
    var measured = Map.of(Measure.RECOVERED, Double.POSITIVE_INFINITY);

    assertThat(Threshold.parse("recovered <= 5").check(measured).ok()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "availability", "availability > 0.9", "availability >= much", "p99 <= -1"})
  void whatIsNoThresholdIsRefused(String text) {
    assertThatThrownBy(() -> Threshold.parse(text))
        .hasMessage("threshold: '%s' (expected: MEASURE <= NUMBER or MEASURE >= NUMBER)", text);
  }

  @Test
  void measureThatIsNoneIsRefused() {
    assertThatThrownBy(() -> Threshold.parse("happiness >= 1"))
        .hasMessage("threshold: 'happiness >= 1' (expected: a measure such as availability)");
  }
}
