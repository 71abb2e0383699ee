package dev.faremesh.lab.result;

import java.time.Instant;
import java.util.List;

/**
 * Everything that one run of the lab found out.
 *
 * @param command as a person types it
 * @param seeds that each scenario was run with
 * @param machine for readers who compare numbers, such as "2 cores, Java 25.0.3"
 */
public record LabResult(
    String command,
    Instant started,
    List<Long> seeds,
    String machine,
    List<ScenarioResult> scenarios) {
  public LabResult {
    seeds = List.copyOf(seeds);
    scenarios = List.copyOf(scenarios);
  }

  /** Whether every scenario showed what it claims. */
  public boolean ok() {
    return scenarios.stream().allMatch(scenario -> scenario.verdict() == Verdict.PASSED);
  }
}
