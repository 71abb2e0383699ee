package dev.faremesh.report;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Values over time, on a scale on which each factor of ten takes the same room.
 *
 * @param title is read out to who cannot see it
 * @param curves later ones over earlier ones
 * @param shown values that the scale has room for, such as those of charts beside this one
 * @param text how a value is written
 */
public record CurveChart(
    String title,
    TimeAxis axis,
    List<Curve> curves,
    List<Double> shown,
    DoubleFunction<String> text) {
  private static final int BOTTOM = 150;
  private static final int TICKS = 5;

  public CurveChart {
    curves = List.copyOf(curves);
    shown = List.copyOf(shown);
  }

  /** The chart as an element of a page. */
  public String element() {
    var svg = new Svg(BOTTOM + TimeAxis.BELOW, title);
    var up = Scale.logarithmic(shown, BOTTOM, TimeAxis.TOP);
    axis.draw(svg, BOTTOM);
    for (double tick : up.ticks(TICKS)) {
      svg.line("grid", TimeAxis.LEFT, up.at(tick), TimeAxis.RIGHT, up.at(tick));
      svg.text("tick", "end", TimeAxis.LEFT - 5, up.at(tick) + 4, text.apply(tick));
    }
    curves.forEach(curve -> curve.draw(svg, axis.scale(), up));
    return svg.element();
  }
}
