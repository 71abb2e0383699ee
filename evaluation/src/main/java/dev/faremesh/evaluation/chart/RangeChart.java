package dev.faremesh.evaluation.chart;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Values with their intervals, one below the other on one scale.
 *
 * @param title is read out to who cannot see it
 * @param rows from the top
 * @param marks values at which a line stands, such as a bound
 * @param text how a value is written
 */
public record RangeChart(
    String title, List<Row> rows, List<Double> marks, DoubleFunction<String> text) {
  private static final int ROW = 24;
  private static final int LABELS = 132;
  private static final int VALUES = 66;
  private static final int AXIS = 26;
  private static final int TICKS = 4;

  /**
   * One value.
   *
   * @param style its class in the page's style, such as that of a series
   */
  public record Row(String label, String style, double value, double low, double high) {}

  public RangeChart {
    rows = List.copyOf(rows);
    marks = List.copyOf(marks);
  }

  /** The chart as an element of a page. */
  public String element() {
    int bottom = rows.size() * ROW + 6;
    var svg = new Svg(bottom + AXIS, title);
    var shown =
        Stream.concat(
                rows.stream().flatMap(row -> Stream.of(row.value(), row.low(), row.high())),
                marks.stream())
            .toList();
    var scale = Scale.around(shown, LABELS, Svg.WIDTH - VALUES);
    for (double tick : scale.ticks(TICKS)) {
      svg.line("grid", scale.at(tick), 2, scale.at(tick), bottom);
      svg.text("tick", "middle", scale.at(tick), bottom + 16, text.apply(tick));
    }
    marks.forEach(mark -> svg.line("mark", scale.at(mark), 2, scale.at(mark), bottom));
    for (int i = 0; i < rows.size(); i++) {
      draw(rows.get(i), i * ROW + ROW / 2.0 + 3, scale, svg);
    }
    return svg.element();
  }

  private void draw(Row row, double y, Scale scale, Svg svg) {
    svg.text("label", "start", 0, y + 4, row.label());
    if (DoubleStream.of(row.low(), row.high()).allMatch(Double::isFinite)) {
      svg.line("range " + row.style(), scale.at(row.low()), y, scale.at(row.high()), y);
    }
    var tip =
        "%s: %s (%s to %s)"
            .formatted(
                row.label(),
                text.apply(row.value()),
                text.apply(row.low()),
                text.apply(row.high()));
    svg.dot("dot " + row.style(), scale.at(row.value()), y, 5, tip);
    svg.text("value", "end", Svg.WIDTH, y + 4, text.apply(row.value()));
  }
}
