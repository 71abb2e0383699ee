package dev.faremesh.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
  private static Gate gate(double value, double least, double most) {
    return new Gate("coverage", value, new Interval(0.7, 0.9), least, most);
  }

  @Test
  void valueOnTheBoundIsWithin() {
    assertThat(gate(0.77, 0.77, 0.83).ok()).isTrue();
    assertThat(gate(0.83, 0.77, 0.83).ok()).isTrue();
    assertThat(gate(0.84, 0.77, 0.83).ok()).isFalse();
    assertThat(gate(0.76, 0.77, 0.83).ok()).isFalse();
  }

  @Test
  void whatIsNotANumberMissesEveryBound() {
    assertThat(gate(Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).ok()).isFalse();
  }

  @Test
  void factsNameTheBound() {
    assertThat(gate(0.8, 0.77, 0.83).facts())
        .containsEntry("name", "coverage")
        .containsEntry("value", 0.8)
        .containsEntry("interval", List.of(0.7, 0.9))
        .containsEntry("bound", "0.77 to 0.83")
        .containsEntry("ok", true);
    assertThat(gate(0.8, 0.035, Double.POSITIVE_INFINITY).facts())
        .containsEntry("bound", ">= 0.035");
    assertThat(gate(0.8, Double.NEGATIVE_INFINITY, 0.6).facts()).containsEntry("bound", "<= 0.6");
  }
}
