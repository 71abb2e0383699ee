package dev.faremesh.lab.output;

import dev.faremesh.lab.result.Check;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.lab.result.SetResult;
import dev.faremesh.lab.scenario.ProtectionSet;
import java.util.List;
import java.util.Optional;

/**
 * What a set of protections is worth: how much of the way it leads from no protection to all of
 * them, by the measure that tells these two apart.
 *
 * @param measure of the first threshold that holds with all protections and not without
 * @param naive its value without protections
 * @param all its value with all of them
 */
public record Worth(Measure measure, double naive, double all) {
  /** In one variant of a scenario; empty when naive and all did not run, or are not told apart. */
  public static Optional<Worth> of(ScenarioResult scenario, String variant) {
    var sets = scenario.sets().stream().filter(set -> set.variant().equals(variant)).toList();
    var naive = named(sets, ProtectionSet.NAIVE);
    var all = named(sets, ProtectionSet.ALL);
    return naive.isEmpty() || all.isEmpty()
        ? Optional.empty()
        : naive.get().checks().stream()
            .filter(check -> !check.ok() && holds(all.get(), check.threshold()))
            .flatMap(check -> Telling.measure(check.threshold()).stream())
            .map(measure ->
                new Worth(measure, value(naive.get(), measure), value(all.get(), measure)))
            .filter(worth -> Double.isFinite(worth.naive) && Double.isFinite(worth.all))
            .findFirst();
  }

  /** In the first variant in which the two are told apart. */
  static Optional<Worth> of(ScenarioResult scenario) {
    return scenario.sets().stream()
        .map(SetResult::variant)
        .distinct()
        .flatMap(variant -> of(scenario, variant).stream())
        .findFirst();
  }

  private static Optional<SetResult> named(List<SetResult> sets, ProtectionSet protections) {
    return sets.stream().filter(set -> set.protections().equals(protections.name())).findFirst();
  }

  private static boolean holds(SetResult set, String threshold) {
    return set.checks().stream()
        .filter(check -> check.threshold().equals(threshold))
        .allMatch(Check::ok);
  }

  private static double value(SetResult set, Measure measure) {
    return set.measures().getOrDefault(measure, Double.NaN);
  }

  /**
   * That of a set.
   *
   * @return 0: no more than none, 1: as much as all, below 0: worse than none; not a number when
   *     the set has no value
   */
  public double share(SetResult set) {
    return (value(set, measure) - naive) / (all - naive);
  }
}
