package dev.faremesh.report;

import java.util.List;
import java.util.Locale;

/**
 * Values over numbers, such as seconds.
 *
 * @param style its class in the page's style
 * @param at the numbers, in order
 * @param values one for each; the curve breaks where one is not finite
 */
public record Curve(String style, List<Double> at, List<Double> values) {
  public Curve {
    at = List.copyOf(at);
    values = List.copyOf(values);
    if (at.size() != values.size()) {
      throw new IllegalArgumentException(
          "values: %d (expected: %d)".formatted(values.size(), at.size()));
    }
  }

  void draw(Svg svg, Scale along, Scale up) {
    var steps = new StringBuilder();
    boolean broken = true;
    for (int i = 0; i < at.size(); i++) {
      double y = up.at(values.get(i));
      if (Double.isFinite(y)) {
        double x = along.at(at.get(i));
        steps.append(String.format(Locale.ROOT, "%s%.1f %.1f", broken ? "M" : "L", x, y));
        if (broken && isAlone(i)) {
          steps.append("h0.1"); // without which nothing is seen
        }
      }
      broken = !Double.isFinite(y);
    }
    svg.path("curve " + style, steps.toString());
  }

  private boolean isAlone(int i) {
    return i + 1 == values.size() || !Double.isFinite(values.get(i + 1));
  }
}
