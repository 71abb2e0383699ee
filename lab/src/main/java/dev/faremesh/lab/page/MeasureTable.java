package dev.faremesh.lab.page;

import static dev.faremesh.report.Html.escaped;

import dev.faremesh.lab.output.MeasureText;
import dev.faremesh.lab.output.Telling;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.report.Html;
import dev.faremesh.report.HtmlTable;
import dev.faremesh.report.HtmlTable.Cell;
import java.util.ArrayList;
import java.util.List;

/** What was measured in a scenario, the most telling measures first. */
final class MeasureTable {
  private static final int FIRST = 8;

  private MeasureTable() {}

  static String of(ScenarioResult scenario, List<Form> forms) {
    var measures = Telling.of(scenario);
    if (measures.size() <= FIRST) {
      return table(measures, forms);
    }
    return table(measures.subList(0, FIRST), forms)
        + Html.details(
            "The other measures", table(measures.subList(FIRST, measures.size()), forms));
  }

  private static String table(List<Measure> measures, List<Form> forms) {
    var table = new HtmlTable("measures");
    SetColumns.head(table, "Measure", forms);
    for (Measure measure : measures) {
      var row = new ArrayList<Cell>();
      row.add(
          Cell.name(
              "%s<br/><small><code>%s</code></small>"
                  .formatted(escaped(measure.words()), measure.written())));
      forms.stream()
          .flatMap(form -> form.sets().stream())
          .map(set -> MeasureText.of(measure, Form.value(set, measure)))
          .forEach(text -> row.add(Cell.number(text)));
      table.row(row);
    }
    return table.element();
  }
}
