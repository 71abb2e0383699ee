package dev.faremesh.demand;

import java.time.Duration;
import java.util.List;

/**
 * The numbers by which demand is weighed, as the contract has them.
 *
 * @param horizon how far ahead sessions are expected
 * @param ringWeights how much the cells of each ring weigh in a pool, the cell itself first
 * @param rho requests that one driver serves within the horizon
 * @param kappa imaginary drivers, at the normal ratio, that damp small counts
 * @param theta how strongly the price answers a gap
 * @param gainUp the share of a step towards scarcity that a minute takes, above 0 and up to 1
 * @param gainDown the share of a step away from scarcity that a minute takes
 * @param risePerMinute the most that the multiplier rises in a minute, as a factor above 1
 * @param fallPerMinute the most that it falls, as a factor below 1
 */
public record DemandBalance(
    Duration horizon,
    List<Double> ringWeights,
    double rho,
    double kappa,
    double theta,
    double gainUp,
    double gainDown,
    double risePerMinute,
    double fallPerMinute) {
  public DemandBalance {
    ringWeights = List.copyOf(ringWeights);
    require(horizon.isPositive(), "horizon", horizon, "> 0");
    require(
        !ringWeights.isEmpty() && ringWeights.stream().allMatch(weight -> weight >= 0),
        "ringWeights",
        ringWeights,
        "one or more, each >= 0");
    require(rho > 0, "rho", rho, "> 0");
    require(kappa > 0, "kappa", kappa, "> 0");
    require(theta > 0, "theta", theta, "> 0");
    require(gainUp > 0 && gainUp <= 1, "gainUp", gainUp, "> 0, at most 1");
    require(gainDown > 0 && gainDown <= 1, "gainDown", gainDown, "> 0, at most 1");
    require(risePerMinute > 1, "risePerMinute", risePerMinute, "> 1");
    require(
        fallPerMinute > 0 && fallPerMinute < 1, "fallPerMinute", fallPerMinute, "between 0 and 1");
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }

  /** What is added to every pool, so that an empty one has a logarithm and a small one is calm. */
  double damping() {
    return kappa * rho;
  }

  /** The most that an index rises in a minute: half of what the multiplier may, in its terms. */
  double steepestRise() {
    return Math.log(risePerMinute) / (2 * theta);
  }

  /** The most that an index falls in a minute, above 0. */
  double steepestFall() {
    return -Math.log(fallPerMinute) / (2 * theta);
  }
}
