package dev.faremesh.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A scale of whole powers of ten.
 *
 * @param low the power at which it begins
 * @param high the power at which it ends, above {@code low}
 */
record LogScale(int low, int high, double from, double to) implements Scale {
  LogScale {
    if (low >= high) {
      throw new IllegalArgumentException("low: %d (expected: < %d)".formatted(low, high));
    }
  }

  static LogScale of(List<Double> values, double from, double to) {
    var shown =
        values.stream()
            .filter(value -> Double.isFinite(value) && value > 0)
            .mapToDouble(Math::log10)
            .summaryStatistics();
    if (shown.getCount() == 0) {
      return new LogScale(0, 1, from, to);
    }
    int low = (int) Math.floor(shown.getMin());
    return new LogScale(low, Math.max(low + 1, (int) Math.ceil(shown.getMax())), from, to);
  }

  /** Where a value lies; those beyond the ends lie on them. */
  @Override
  public double at(double value) {
    double power = Math.clamp(Math.log10(value), low, high);
    return from + (power - low) / (high - low) * (to - from);
  }

  @Override
  public List<Double> ticks(int about) {
    int step = Math.max(1, Math.ceilDiv(high - low, about));
    var ticks = new ArrayList<Double>();
    for (int power = low; power <= high; power += step) {
      ticks.add(Math.pow(10, power));
    }
    return ticks;
  }
}
