package dev.faremesh.lab.measure;

import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.RunResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Many runs as one: shares, counts and ratios by their mean, latencies by their median, and times
 * to recover by the longest, since a promise about them is one about every time.
 */
public final class Pooled {
  private Pooled() {}

  /** Over the runs that have a value. */
  public static Map<Measure, Double> of(List<RunResult> runs) {
    var pooled = new EnumMap<Measure, Double>(Measure.class);
    for (Measure measure : Measure.values()) {
      double[] values =
          runs.stream()
              .map(run -> run.measures().get(measure))
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .sorted()
              .toArray();
      if (values.length > 0) {
        pooled.put(measure, pooled(measure, values));
      }
    }
    return pooled;
  }

  private static double pooled(Measure measure, double[] sorted) {
    return switch (measure.unit()) {
      case MILLIS -> median(sorted);
      case SECONDS -> measure == Measure.SLOPE ? median(sorted) : sorted[sorted.length - 1];
      case SHARE, COUNT, PER_SECOND, RATIO -> {
        double sum = 0;
        for (double value : sorted) {
          sum += value;
        }
        yield sum / sorted.length;
      }
    };
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
