package dev.faremesh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TimeChartTest {
  private static TimeAxis axis(Double... marks) {
    return new TimeAxis(0, 41, List.of(new Band(10, 20, "fault")), List.of(marks));
  }

  private static StackChart stack(List<Double> good, List<Double> bad) {
    var layers = List.of(new StackChart.Layer("good", good), new StackChart.Layer("bad", bad));
    return new StackChart("shares", axis(), List.of(0.0, 10.0), 10, layers, List.of());
  }

  @Test
  void layersStackUpToTheWhole() {
    // from 60 at second 0, 10 to each second; from 184 at the bottom, 150 up to 34
    assertThat(stack(List.of(3.0, 5.0), List.of(1.0, 0.0)).element())
        .contains("area good\" d=\"M60.0 184.0V71.5H160.0V184.0zM160.0 184.0V34.0H260.0V184.0z\"")
        .contains("area bad\" d=\"M60.0 71.5V34.0H160.0V71.5z\"");
  }

  @Test
  void stepInWhichNothingWasStaysEmpty() {
    assertThat(stack(List.of(3.0, 0.0), List.of(0.0, 0.0)).element())
        .contains("area good\" d=\"M60.0 184.0V34.0H160.0V184.0z\"")
        .doesNotContain("area bad");
  }

  @Test
  void layerWithoutAValueForAStepIsRefused() {
    assertThatThrownBy(() -> stack(List.of(3.0), List.of()))
        .hasMessage("good: 1 values (expected: 2)");
  }

  @Test
  void marksThatWouldLieOnEachOtherShareANumber() {
    var chart =
        new CurveChart("t", axis(1.0, 10.0, 10.5, 11.0, 30.0), List.of(), List.of(), v -> "" + v);
    assertThat(chart.element()).contains(">1<", ">2–4<", ">5<").doesNotContain(">3<");
    assertThat(chart.element().split("class=\"mark\"", -1)).hasSize(6);
  }

  @Test
  void bandIsShadedOverItsTime() {
    assertThat(stack(List.of(1.0, 1.0), List.of(0.0, 0.0)).element())
        .contains("<rect class=\"band\" x=\"160.0\" y=\"34.0\" width=\"100.0\"", ">fault<");
  }

  @Test
  void curveIsDrawnOnItsScale() {
    var curve = new Curve("p99", List.of(0.0, 41.0), List.of(1.0, 10.0));
    var chart = new CurveChart("t", axis(), List.of(curve), curve.values(), v -> v + " ms");
    assertThat(chart.element())
        .contains("curve p99\" d=\"M60.0 150.0L470.0 34.0\"", ">1.0 ms<", ">10.0 ms<");
  }

  @Test
  void curveWithoutAValueForEachTimeIsRefused() {
    assertThatThrownBy(() -> new Curve("p99", List.of(0.0, 1.0), List.of(7.0)))
        .hasMessage("values: 1 (expected: 2)");
  }

  @Test
  void axisWithoutTimeIsRefused() {
    assertThatThrownBy(() -> new TimeAxis(3, 3, List.of(), List.of()))
        .hasMessage("from: 3.0 (expected: < 3.0)");
  }
}
