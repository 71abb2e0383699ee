package dev.faremesh.evaluation.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Errors of the model and of the baselines, summed up by test day, so that days can be drawn anew
 * for confidence intervals. Of a sample of days, which may have one more than once.
 */
final class Scores {
  private final List<String> baselines;
  private final double[] squares;
  private final double[][] baselineSquares;
  private final double[] absolute;
  private final double[] baselineAbsolute;
  private final int[] covered;
  private final long[] forecasts;
  private final long[] came;
  private final double[] expected;

  /** Nothing scored yet. */
  Scores(List<String> baselines, int days) {
    this.baselines = baselines;
    squares = new double[days];
    baselineSquares = new double[baselines.size()][days];
    absolute = new double[days];
    baselineAbsolute = new double[baselines.size()];
    covered = new int[days];
    forecasts = new long[days];
    came = new long[days];
    expected = new double[days];
  }

  /**
   * Scores a forecast of the model.
   *
   * @param place of what came within what was expected, 0 to 1
   */
  void score(int day, int count, double mean, double place) {
    squares[day] += square(count - mean);
    absolute[day] += Math.abs(count - mean);
    covered[day] += place >= 0.1 && place <= 0.9 ? 1 : 0;
    forecasts[day]++;
    came[day] += count;
    expected[day] += mean;
  }

  /** Scores a forecast of a baseline. */
  void scoreBaseline(int baseline, int day, int count, double mean) {
    baselineSquares[baseline][day] += square(count - mean);
    baselineAbsolute[baseline] += Math.abs(count - mean);
  }

  private static double square(double number) {
    return number * number;
  }

  int[] days() {
    return IntStream.range(0, squares.length).toArray();
  }

  long forecasts() {
    return Arrays.stream(forecasts).sum();
  }

  double rmse() {
    return rmse(days());
  }

  double rmse(int... days) {
    return Math.sqrt(sum(squares, days) / sum(forecasts, days));
  }

  double rmse(String baseline) {
    return rmse(baseline, days());
  }

  double rmse(String baseline, int... days) {
    return Math.sqrt(sum(baselineSquares[indexOf(baseline)], days) / sum(forecasts, days));
  }

  private int indexOf(String baseline) {
    int index = baselines.indexOf(baseline);
    if (index < 0) {
      throw new IllegalArgumentException(
          "baseline: %s (expected: one of %s)".formatted(baseline, baselines));
    }
    return index;
  }

  /** How much lower the model's error is than the lowest of the baselines', as a share. */
  double improvementOverBest(int... days) {
    double best =
        baselines.stream().mapToDouble(baseline -> rmse(baseline, days)).min().orElse(Double.NaN);
    return 1 - rmse(days) / best;
  }

  /** How much lower than one baseline's, on the middle one of the days. */
  double improvementOnMedianDay(String baseline, int... days) {
    var daily =
        Arrays.stream(days)
            .mapToDouble(day -> 1 - rmse(day) / rmse(baseline, day))
            .sorted()
            .toArray();
    int middle = daily.length / 2;
    return daily.length % 2 == 1 ? daily[middle] : (daily[middle - 1] + daily[middle]) / 2;
  }

  double coverage(int... days) {
    return Arrays.stream(days).mapToLong(day -> covered[day]).sum() / sum(forecasts, days);
  }

  /** Sum of the absolute errors over the sum of what came. */
  double wape() {
    return sum(absolute, days()) / sum(came, days());
  }

  /** The same of a baseline. */
  double wape(String baseline) {
    return baselineAbsolute[indexOf(baseline)] / sum(came, days());
  }

  /** What was expected over what came, less 1. */
  double bias() {
    return sum(expected, days()) / sum(came, days()) - 1;
  }

  private static double sum(double[] numbers, int... days) {
    return Arrays.stream(days).mapToDouble(day -> numbers[day]).sum();
  }

  private static double sum(long[] numbers, int... days) {
    return Arrays.stream(days).mapToLong(day -> numbers[day]).sum();
  }
}
