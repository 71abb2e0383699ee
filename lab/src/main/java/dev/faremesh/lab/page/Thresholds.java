package dev.faremesh.lab.page;

import static dev.faremesh.report.Html.escaped;

import dev.faremesh.lab.output.MeasureText;
import dev.faremesh.lab.output.Telling;
import dev.faremesh.lab.result.Check;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.lab.result.SetResult;
import dev.faremesh.report.HtmlTable;
import dev.faremesh.report.HtmlTable.Cell;
import java.util.ArrayList;
import java.util.List;

/** A scenario's thresholds, and what was measured against them. */
final class Thresholds {
  private Thresholds() {}

  static String of(ScenarioResult scenario, List<Form> forms) {
    var table = new HtmlTable("checks");
    SetColumns.head(table, "Threshold", forms);
    for (String threshold : scenario.thresholds()) {
      var row = new ArrayList<Cell>();
      row.add(name(threshold));
      forms.stream()
          .flatMap(form -> form.sets().stream())
          .forEach(set -> row.add(cell(threshold, set)));
      table.row(row);
    }
    return table.element();
  }

  private static Cell name(String threshold) {
    var words =
        Telling.measure(threshold)
            .map(m -> "<br/><small>" + escaped(m.words()) + "</small>")
            .orElse("");
    return Cell.name("<code>%s</code>%s".formatted(escaped(threshold), words));
  }

  private static Cell cell(String threshold, SetResult set) {
    return set.checks().stream()
        .filter(check -> check.threshold().equals(threshold))
        .findFirst()
        .map(Thresholds::cell)
        .orElse(Cell.number("–"));
  }

  private static Cell cell(Check check) {
    var value =
        Telling.measure(check.threshold())
            .map(measure -> MeasureText.of(measure, check.value()))
            .orElseGet(() -> "" + check.value());
    return Cell.of(
        "n",
        "%s<br/><span class=\"%s\">%s</span>"
            .formatted(
                escaped(value), check.ok() ? "good" : "bad", check.ok() ? "✓ holds" : "✗ missed"));
  }
}
