package dev.faremesh.lab.result;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What one scenario showed.
 *
 * @param claim in words
 * @param why the verdict, in a sentence
 * @param thresholds as they are written
 * @param calibratedSeconds how long the fault had to last, where that was found out
 * @param sets one for each set of protections and variant, in the order in which they ran
 */
public record ScenarioResult(
    String name,
    String claim,
    Verdict verdict,
    String why,
    List<String> thresholds,
    OptionalDouble calibratedSeconds,
    List<SetResult> sets) {
  public ScenarioResult {
    thresholds = List.copyOf(thresholds);
    sets = List.copyOf(sets);
  }
}
