package dev.faremesh.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What parts make up a whole over time, each step of time as a column of height 1.
 *
 * @param title is read out to who cannot see it
 * @param begins when each step begins, in seconds
 * @param step how long it is
 * @param layers from the bottom
 * @param curves shares that are drawn over them
 */
public record StackChart(
    String title,
    TimeAxis axis,
    List<Double> begins,
    double step,
    List<Layer> layers,
    List<Curve> curves) {
  private static final int BOTTOM = 184;

  /**
   * One part.
   *
   * @param style its class in the page's style
   * @param values one for each step, 0 or more, in the same unit as those of other layers
   */
  public record Layer(String style, List<Double> values) {
    public Layer {
      values = List.copyOf(values);
    }
  }

  public StackChart {
    begins = List.copyOf(begins);
    layers = List.copyOf(layers);
    curves = List.copyOf(curves);
    for (Layer layer : layers) {
      if (layer.values().size() != begins.size()) {
        throw new IllegalArgumentException(
            "%s: %d values (expected: %d)"
                .formatted(layer.style(), layer.values().size(), begins.size()));
      }
    }
  }

  /** The chart as an element of a page. Steps in which the whole is nothing stay empty. */
  public String element() {
    var svg = new Svg(BOTTOM + TimeAxis.BELOW, title);
    var up = Scale.between(0, 1, BOTTOM, TimeAxis.TOP);
    svg.rect(
        "plot", TimeAxis.LEFT, TimeAxis.TOP, TimeAxis.RIGHT - TimeAxis.LEFT, BOTTOM - TimeAxis.TOP);
    for (int i = 0; i < layers.size(); i++) {
      svg.path("area " + layers.get(i).style(), area(i, up));
    }
    axis.draw(svg, BOTTOM);
    for (double tick : List.of(0.0, 0.5, 1.0)) {
      svg.line("grid", TimeAxis.LEFT, up.at(tick), TimeAxis.RIGHT, up.at(tick));
      svg.text(
          "tick",
          "end",
          TimeAxis.LEFT - 5,
          up.at(tick) + 4,
          String.format(Locale.ROOT, "%.0f %%", 100 * tick));
    }
    curves.forEach(curve -> curve.draw(svg, axis.scale(), up));
    return svg.element();
  }

  /** One column for each step, as one path. */
  private String area(int layer, Scale up) {
    var along = axis.scale();
    var steps = new StringBuilder();
    for (int i = 0; i < begins.size(); i++) {
      double whole = sum(layers.size(), i);
      double value = layers.get(layer).values().get(i);
      if (whole > 0 && value > 0) {
        double below = sum(layer, i);
        double top = up.at((below + value) / whole);
        steps.append(
            String.format(
                Locale.ROOT,
                "M%.1f %.1fV%.1fH%.1fV%.1fz",
                along.at(begins.get(i)),
                up.at(below / whole),
                top,
                along.at(begins.get(i) + step),
                up.at(below / whole)));
      }
    }
    return steps.toString();
  }

  private double sum(int below, int place) {
    return IntStream.range(0, below).mapToDouble(i -> layers.get(i).values().get(place)).sum();
  }
}
