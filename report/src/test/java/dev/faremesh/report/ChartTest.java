package dev.faremesh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class ChartTest {
  private static String plain(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
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
  void rangeWithoutAValueHasNoDot() {
    var rows = List.of(new RangeChart.Row("none", "surge", Double.NaN, Double.NaN, Double.NaN));
    assertThat(new RangeChart("t", rows, List.of(), ChartTest::plain).element())
        .contains(">none<")
        .doesNotContain("<circle", "=\"NaN\"");
  }

  private static LineChart line(List<Double> values, boolean dots) {
    return new LineChart(
        "over time",
        List.of("15:00", "16:00", "17:00"),
        List.of(new LineChart.Series("one", "surge", values)),
        List.of(),
        List.of(new Band(1, 2, "silence")),
        dots,
        ChartTest::plain);
  }

  @Test
  void linesHaveAStepForEachPlaceAndALegend() {
    var chart = line(List.of(1.0, 2.0, 4.0), false);
    assertThat(chart.element()).containsPattern("d=\"M[\\d. ]+L[\\d. ]+L[\\d. ]+\"");
    assertThat(chart.element()).contains("15:00", "17:00", "silence");
    assertThat(chart.legend()).contains("one", "swatch surge");
  }

  @Test
  void lineBreaksWhereThereIsNoValue() {
    var values = List.of(1.0, Double.NaN, 4.0);
    assertThat(line(values, false).element())
        .containsPattern("d=\"M[\\d. ]+h0.1M[\\d. ]+h0.1\"")
        .doesNotContain("NaN");
    assertThat(line(values, true).element().split("<circle", -1)).hasSize(3);
  }

  @Test
  void seriesWithoutAValueForAPlaceIsRefused() {
    assertThatThrownBy(() -> line(List.of(1.0), false)).hasMessage("one: 1 values (expected: 3)");
  }

  @Test
  void barsAreAsLongAsTheirValues() {
    var bars =
        List.of(
            new BarChart.Bar("naive", "n", 4),
            new BarChart.Bar("all", "a", 1),
            new BarChart.Bar("none", "x", Double.NaN));
    var groups = List.of(new BarChart.Group("to demand", bars));
    assertThat(new BarChart("attempts", groups, List.of(), ChartTest::plain).element())
        .containsPattern("class=\"bar n\"[^>]*width=\"342.0\"")
        .containsPattern("class=\"bar a\"[^>]*width=\"85.5\"")
        .containsPattern("class=\"bar x\"[^>]*width=\"0.0\"")
        .contains("to demand", ">4.0<");
  }

  @Test
  void chartsWithoutAnythingAreStillDrawings() {
    var axis = new TimeAxis(0, 1, List.of(), List.of());
    assertThat(
            List.of(
                new BarChart("t", List.of(), List.of(), ChartTest::plain).element(),
                new RangeChart("t", List.of(), List.of(), ChartTest::plain).element(),
                new StackChart("t", axis, List.of(), 1, List.of(), List.of()).element(),
                new CurveChart("t", axis, List.of(), List.of(), ChartTest::plain).element()))
        .allSatisfy(svg -> assertThat(svg).contains("role=\"img\"").doesNotContain("NaN"));
  }
}
