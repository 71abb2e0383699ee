package dev.faremesh.demand.forecast;

/**
 * How forecasts of one slot of one cell did, each made when the slot before it closed.
 *
 * @param forecasts how many were scored
 * @param expected sessions in all
 * @param actual sessions in all
 * @param covered how many intervals of 80 % held what came, chance deciding at their ends
 * @param absoluteError sum over the forecasts
 */
public record Calibration(
    int forecasts, double expected, long actual, int covered, double absoluteError) {
  /** Nothing was scored. */
  public static final Calibration NONE = new Calibration(0, 0, 0, 0, 0);

  /** Both together. */
  public Calibration plus(Calibration other) {
    return new Calibration(
        forecasts + other.forecasts,
        expected + other.expected,
        actual + other.actual,
        covered + other.covered,
        absoluteError + other.absoluteError);
  }

  /** The share of intervals that held what came; not a number when nothing was scored. */
  public double coverage() {
    return (double) covered / forecasts;
  }

  /** What was expected over what came, less 1; not a number or infinite when nothing came. */
  public double bias() {
    return expected / actual - 1;
  }

  /** The sum of the absolute errors over what came; not a number or infinite when nothing came. */
  public double wape() {
    return absoluteError / actual;
  }
}
