package dev.faremesh.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A range that holds the true value with 95 % confidence.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {
  private static final int RESAMPLES = 2000;
  private static final double TAIL = 0.025;

  /**
   * The percentile bootstrap over days, which are independent where the slots of one day are not.
   *
   * @param days how many there are
   * @param seed the same seed gives the same range
   * @param statistic of a sample of days, which may have a day more than once
   */
  public static Interval bootstrap(int days, long seed, ToDoubleFunction<int[]> statistic) {
    var random = new SplittableRandom(seed);
    var values = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      values[i] = statistic.applyAsDouble(random.ints(days, 0, days).toArray());
    }
    Arrays.sort(values);
    int tail = (int) (TAIL * RESAMPLES);
    return new Interval(values[tail], values[RESAMPLES - 1 - tail]);
  }
}
