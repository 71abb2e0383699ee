package dev.faremesh.report;

import java.util.ArrayList;
import java.util.List;

/** An even scale. */
record LinearScale(double low, double high, double from, double to) implements Scale {
  private static final double MARGIN = 0.06;

  LinearScale {
    if (!(low < high)) {
      throw new IllegalArgumentException("low: %s (expected: < %s)".formatted(low, high));
    }
  }

  static LinearScale around(List<Double> values, double from, double to) {
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
      return new LinearScale(middle - away, middle + away, from, to);
    }
    double margin = MARGIN * (high - low);
    return new LinearScale(low - margin, high + margin, from, to);
  }

  @Override
  public double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  @Override
  public List<Double> ticks(int about) {
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
}
