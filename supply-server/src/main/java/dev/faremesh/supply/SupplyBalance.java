package dev.faremesh.supply;

import java.time.Duration;
import java.util.List;

/**
 * The numbers by which supply is weighed, as the contract has them.
 *
 * @param horizon how far ahead drop-offs count
 * @param ringWeights how much the cells of each ring weigh in a pool, the cell itself first
 * @param kappa imaginary drivers, added to every pool, that damp small counts
 * @param reserve idle drivers held back
 * @param theta how strongly the price answers a gap
 * @param gainUp the share of a step towards scarcity that a minute takes, above 0 and up to 1
 * @param gainDown the share of a step away from scarcity that a minute takes
 * @param risePerMinute the most that the multiplier rises in a minute, as a factor above 1
 * @param fallPerMinute the most that it falls, as a factor below 1
 */
public record SupplyBalance(
    Duration horizon,
    List<Double> ringWeights,
    double kappa,
    double reserve,
    double theta,
    double gainUp,
    double gainDown,
    double risePerMinute,
    double fallPerMinute) {
  public SupplyBalance {
    ringWeights = List.copyOf(ringWeights);
    require(horizon.isPositive(), "horizon", horizon, "> 0");
    require(
        !ringWeights.isEmpty() && ringWeights.stream().allMatch(weight -> weight >= 0),
        "ringWeights",
        ringWeights,
        "one or more, each >= 0");
    require(kappa > 0, "kappa", kappa, "> 0");
    require(reserve >= 0, "reserve", reserve, ">= 0");
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

  /** The most that an index rises in a minute: half of what the multiplier may fall. */
  double steepestRise() {
    return -Math.log(fallPerMinute) / (2 * theta);
  }

  /** The most that an index falls in a minute, above 0: half of what the multiplier may rise. */
  double steepestFall() {
    return Math.log(risePerMinute) / (2 * theta);
  }
}
