package dev.faremesh.lab.run;

import dev.faremesh.lab.scenario.Experiment;
import dev.faremesh.lab.scenario.ProtectionSet;
import dev.faremesh.lab.v1.Variant;
import java.time.Duration;

/**
 * One run that is to be made.
 *
 * @param lasts how long the fault lasts
 * @param faulty whether there is a fault at all
 */
public record RunPlan(
    Experiment experiment,
    Variant variant,
    ProtectionSet protections,
    Duration lasts,
    long seed,
    boolean faulty) {
  /** Whether programs start while it is measured: they take what runs beside it would need. */
  boolean startsPrograms() {
    return faulty
        && experiment.scenario().getFaultList().stream()
            .anyMatch(step -> step.hasRestart() || step.hasStart());
  }

  /** For people, such as {@code dead, naive, seed 1}. */
  @Override
  public String toString() {
    var words = new StringBuilder(experiment.name());
    if (!variant.getName().isEmpty()) {
      words.append(' ').append(variant.getName());
    }
    return words
        .append(", ")
        .append(faulty ? protections.name() : "no fault")
        .append(", seed ")
        .append(seed)
        .toString();
  }
}
