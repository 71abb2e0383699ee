package dev.faremesh.lab.page;

import dev.faremesh.lab.result.SetResult;
import dev.faremesh.report.HtmlTable;
import dev.faremesh.report.HtmlTable.Cell;
import java.util.ArrayList;
import java.util.List;

/** The head of tables that have a column for each set: forms above, their sets below. */
final class SetColumns {
  private SetColumns() {}

  static void head(HtmlTable table, String first, List<Form> forms) {
    boolean named = forms.stream().anyMatch(form -> !form.variant().isEmpty());
    if (named) {
      var over = new ArrayList<Cell>();
      over.add(new Cell("td", ""));
      forms.forEach(form -> over.add(Cell.over(form.sets().size(), form.variant())));
      table.head(over);
    }
    var names = new ArrayList<Cell>();
    names.add(Cell.column("", first));
    for (Form form : forms) {
      for (SetResult set : form.sets()) {
        names.add(Cell.column("n", set.protections()));
      }
    }
    table.head(names);
  }
}
