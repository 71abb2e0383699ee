package dev.faremesh.lab.output;

import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.lab.result.SetResult;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A column of a table of sets.
 *
 * @param name ends in {@code >} when it is aligned to the right
 */
record SetColumn(String name, Function<SetResult, String> cell) {
  private static final int BETWEEN = 2;

  /** The values of a measure. */
  static SetColumn of(Measure measure) {
    return new SetColumn(
        measure.written().replace('_', ' ').toUpperCase(Locale.ROOT) + ">",
        set -> MeasureText.of(measure, set.measures().getOrDefault(measure, Double.NaN)));
  }

  String text(SetResult set) {
    return cell.apply(set);
  }

  /** How wide it is with the blanks before the next one. */
  int width(ScenarioResult scenario) {
    var head = name.replace(">", "");
    return Stream.concat(Stream.of(head), scenario.sets().stream().map(this::text))
            .mapToInt(String::length)
            .reduce(0, Math::max)
        + BETWEEN;
  }
}
