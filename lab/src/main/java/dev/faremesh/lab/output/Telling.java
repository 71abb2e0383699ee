package dev.faremesh.lab.output;

import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.ScenarioResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which measures tell most about a scenario. */
public final class Telling {
  /** What people ask first. */
  private static final List<Measure> ASKED_FIRST =
      List.of(
          Measure.P99_DURING,
          Measure.GOODPUT_SHARE,
          Measure.STALE,
          Measure.AMPLIFICATION,
          Measure.RECOVERED);

  private Telling() {}

  /**
   * The measures that some set has a value for: the one that tells all protections from none, then
   * availability, then those that thresholds are about, then what people ask first, then the
   * others.
   */
  public static List<Measure> of(ScenarioResult scenario) {
    return Stream.of(
            Worth.of(scenario).map(Worth::measure).stream(),
            Stream.of(Measure.AVAILABILITY),
            judged(scenario).stream(),
            ASKED_FIRST.stream(),
            Stream.of(Measure.values()))
        .flatMap(measures -> measures)
        .distinct()
        .filter(measure -> hasValue(scenario, measure))
        .toList();
  }

  /** The measures that thresholds of a scenario are about, in their order. */
  static List<Measure> judged(ScenarioResult scenario) {
    return scenario.thresholds().stream()
        .flatMap(threshold -> measure(threshold).stream())
        .distinct()
        .toList();
  }

  /** The measure that a threshold such as {@code p99_during <= 200} is about. */
  public static Optional<Measure> measure(String threshold) {
    return Measure.named(threshold.strip().split("[^a-z0-9_]", 2)[0]);
  }

  private static boolean hasValue(ScenarioResult scenario, Measure measure) {
    return scenario.sets().stream()
        .map(set -> set.measures().getOrDefault(measure, Double.NaN))
        .anyMatch(value -> !value.isNaN());
  }
}
