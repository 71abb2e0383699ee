package dev.faremesh.evaluation.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where values lie on a line of a drawing.
 *
 * @param low the least value that is shown, below {@code high}
 * @param from where it lies
 * @param to where {@code high} lies
 */
record Scale(double low, double high, double from, double to) {
  private static final double MARGIN = 0.06;

  Scale {
    if (!(low < high)) {
      throw new IllegalArgumentException("low: %s (expected: < %s)".formatted(low, high));
    }
  }

  /** A scale that shows some values with a margin, whatever they are. */
  static Scale around(List<Double> values, double from, double to) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    if (!(low < high)) { // none, or all alike
      double middle = Double.isFinite(low) ? low : 0;
      double away = Math.max(Math.abs(middle) * MARGIN, 1e-6);
      return new Scale(middle - away, middle + away, from, to);
    }
    double margin = MARGIN * (high - low);
    return new Scale(low - margin, high + margin, from, to);
  }

  double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /** Round values within the scale, about so many. */
  List<Double> ticks(int about) {
    double step = niceStep((high - low) / about);
    var ticks = new ArrayList<Double>();
    for (double at = Math.ceil(low / step); at * step <= high; at++) {
      ticks.add(at * step + 0.0); // which makes of minus zero a zero
    }
    return ticks;
  }

  private static double niceStep(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= rough) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** A tick's value without needless digits. */
  static String text(double value) {
    double rounded = Math.rint(value * 1e6) / 1e6;
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e9
        ? String.format(Locale.ROOT, "%d", (long) rounded)
        : String.valueOf(rounded);
  }
}
