package dev.faremesh.lab.page;

import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.lab.result.SetResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One form in which a scenario ran, and the sets that are set against each other in it: naive and
 * all, or every one where the lab ran neither.
 *
 * @param variant empty when the scenario has none
 */
record Form(String variant, List<SetResult> sets) {
  static final String NAIVE = "naive";
  static final String ALL = "all";

  Form {
    sets = List.copyOf(sets);
  }

  /** The forms of a scenario, in the order in which they ran. */
  static List<Form> of(ScenarioResult scenario) {
    var ends = scenario.sets().stream().filter(Form::isEnd).toList();
    var byVariant = new LinkedHashMap<String, List<SetResult>>();
    for (SetResult set : ends.isEmpty() ? scenario.sets() : ends) {
      byVariant.computeIfAbsent(set.variant(), _ -> new ArrayList<>()).add(set);
    }
    return byVariant.entrySet().stream().map(e -> new Form(e.getKey(), e.getValue())).toList();
  }

  private static boolean isEnd(SetResult set) {
    return set.protections().equals(NAIVE) || set.protections().equals(ALL);
  }

  /** The form that tells most: the last in which sets can be compared. */
  static Optional<Form> mostTelling(List<Form> forms) {
    return forms.reversed().stream()
        .filter(form -> form.sets().size() > 1)
        .findFirst()
        .or(() -> forms.stream().findFirst());
  }

  /** Its name after another word, such as " (5 hops)"; empty when it has none. */
  String suffix() {
    return variant.isEmpty() ? "" : " (" + variant + ")";
  }

  /** A measure of one of its sets, if that has a value. */
  OptionalDouble value(String protections, Measure measure) {
    return sets.stream()
        .filter(set -> set.protections().equals(protections))
        .mapToDouble(set -> value(set, measure))
        .filter(value -> !Double.isNaN(value))
        .findFirst();
  }

  static double value(SetResult set, Measure measure) {
    return set.measures().getOrDefault(measure, Double.NaN);
  }

  /** The class in the page's style of what belongs to a set. */
  static String style(SetResult set) {
    return isEnd(set) ? set.protections() : "other";
  }
}
