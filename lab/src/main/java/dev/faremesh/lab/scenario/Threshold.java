package dev.faremesh.lab.scenario;

import dev.faremesh.lab.result.Check;
import dev.faremesh.lab.result.Measure;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What must hold of a measure.
 *
 * @param text as it is written, such as {@code availability >= 0.999}
 */
public record Threshold(String text, Measure measure, Comparison comparison, double bound) {
  private static final Pattern FORM =
      Pattern.compile("([a-z0-9_]+) *(<=|>=) *([0-9]+(?:\\.[0-9]+)?)");

  /** How the value stands to the bound. */
  public enum Comparison {
    AT_MOST,
    AT_LEAST
  }

  /**
   * Reads a threshold.
   *
   * @throws IllegalArgumentException when it is none, or names no measure
   */
  public static Threshold parse(String text) {
    var form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "threshold: '%s' (expected: MEASURE <= NUMBER or MEASURE >= NUMBER)".formatted(text));
    }
    var measure =
        Measure.named(form.group(1))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "threshold: '%s' (expected: a measure such as availability)".formatted(text)));
    var comparison = form.group(2).equals("<=") ? Comparison.AT_MOST : Comparison.AT_LEAST;
    return new Threshold(text.strip(), measure, comparison, Double.parseDouble(form.group(3)));
  }

  /** Holds it against what was measured. What was not measured does not hold. */
  public Check check(Map<Measure, Double> measured) {
    double value = measured.getOrDefault(measure, Double.NaN);
    boolean ok =
        switch (comparison) {
          case AT_MOST -> value <= bound;
          case AT_LEAST -> value >= bound;
        };
    return new Check(text, value, ok);
  }
}
