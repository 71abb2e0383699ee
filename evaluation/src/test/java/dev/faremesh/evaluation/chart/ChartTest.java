package dev.faremesh.evaluation.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ChartTest {
  private static String plain(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  @Test
  void ticksAreRoundAndWithinTheScale() {
    assertThat(new Scale(0.83, 3.1, 0, 100).ticks(4)).containsExactly(1.0, 2.0, 3.0);
    assertThat(new Scale(-0.02, 0.11, 0, 100).ticks(3)).containsExactly(0.0, 0.05, 0.1);
  }

  @Test
  void valuesThatAreAllAlikeStillHaveAScale() {
    var scale = Scale.around(List.of(5.0, 5.0), 0, 100);
    assertThat(scale.at(5)).isEqualTo(50);
    assertThat(Scale.around(List.of(), 0, 100).at(0)).isEqualTo(50);
  }

  @Test
  void rangesShowLabelValueAndInterval() {
    var rows = List.of(new RangeChart.Row("a < b", "surge", 7.5, 6.5, 8.5));
    var chart = new RangeChart("how it is", rows, List.of(9.0), ChartTest::plain).element();
    assertThat(chart)
        .contains("aria-label=\"how it is\"", "a &lt; b", "7.5 (6.5 to 8.5)", "class=\"mark\"")
        .doesNotContain("a < b");
  }

  @Test
  void linesHaveAStepForEachPlaceAndALegend() {
    var series = List.of(new LineChart.Series("one", "surge", List.of(1.0, 2.0, 4.0)));
    var chart =
        new LineChart(
            "over time",
            List.of("15:00", "16:00", "17:00"),
            series,
            List.of(),
            List.of(new LineChart.Band(1, 2, "silence")),
            false,
            ChartTest::plain);
    assertThat(chart.element()).containsPattern("d=\"M[\\d. ]+ L[\\d. ]+ L[\\d. ]+\"");
    assertThat(chart.element()).contains("15:00", "17:00", "silence");
    assertThat(chart.legend()).contains("one", "swatch surge");
  }

  @Test
  void seriesWithoutAValueForAPlaceIsRefused() {
    var series = List.of(new LineChart.Series("one", "surge", List.of(1.0)));
    assertThatThrownBy(() ->
            new LineChart(
                "t", List.of("a", "b"), series, List.of(), List.of(), false, ChartTest::plain))
        .hasMessage("one: 1 values (expected: 2)");
  }
}
