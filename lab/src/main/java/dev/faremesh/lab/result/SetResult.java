package dev.faremesh.lab.result;

import java.util.List;
import java.util.Map;

/**
 * What one set of protections did in one variant of a scenario, over all seeds.
 *
 * @param protections such as {@code naive}, {@code all}, {@code only:breaker} or {@code
 *     all-but:retry}
 * @param variant empty when the scenario has none
 * @param measures by name: see {@link Measure}
 * @param checks of the scenario's thresholds
 */
public record SetResult(
    String protections,
    String variant,
    Map<Measure, Double> measures,
    List<Check> checks,
    List<RunResult> runs) {
  public SetResult {
    measures = Map.copyOf(measures);
    checks = List.copyOf(checks);
    runs = List.copyOf(runs);
  }

  /** Whether every threshold held. */
  public boolean ok() {
    return checks.stream().allMatch(Check::ok);
  }
}
