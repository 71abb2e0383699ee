package dev.faremesh.lab.page;

import static dev.faremesh.report.Html.escaped;

import dev.faremesh.lab.output.MeasureText;
import dev.faremesh.lab.output.Worth;
import dev.faremesh.lab.result.Check;
import dev.faremesh.lab.result.LabResult;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.lab.result.SetResult;
import dev.faremesh.report.Html;
import dev.faremesh.report.HtmlTable;
import dev.faremesh.report.HtmlTable.Cell;
import java.util.ArrayList;
import java.util.List;

/** What each protection is worth alone, and what is lost without it, in each scenario. */
final class AblationMatrix {
  private static final String ONLY = "only:";
  private static final String ALL_BUT = "all-but:";

  private final List<String> protections;

  private AblationMatrix(List<String> protections) {
    this.protections = protections;
  }

  /** The matrix; nothing when no protection ran alone or was taken away. */
  static String of(LabResult result) {
    var protections =
        result.scenarios().stream()
            .flatMap(scenario -> scenario.sets().stream())
            .map(SetResult::protections)
            .filter(name -> name.startsWith(ONLY) || name.startsWith(ALL_BUT))
            .map(name -> name.substring(name.indexOf(':') + 1))
            .distinct()
            .toList();
    return protections.isEmpty()
        ? ""
        : Html.section(
            "worth",
            "What each protection is worth",
            Resources.text("matrix.html") + new AblationMatrix(protections).table(result));
  }

  private String table(LabResult result) {
    var table = new HtmlTable("matrix");
    var columns = new ArrayList<Cell>();
    columns.add(Cell.column("", "Scenario"));
    columns.add(Cell.column("", "With"));
    columns.add(Cell.column("n", "base"));
    protections.forEach(protection -> columns.add(Cell.column("n", protection)));
    table.head(columns);
    result.scenarios().forEach(scenario -> rows(scenario, table));
    return table.element();
  }

  private void rows(ScenarioResult scenario, HtmlTable table) {
    scenario.sets().stream()
        .filter(set -> set.protections().contains(":"))
        .map(SetResult::variant)
        .distinct()
        .forEach(variant -> {
          var worth = Worth.of(scenario, variant);
          var name =
              "<a href=\"#%s\">%s</a>%s"
                  .formatted(
                      ScenarioSection.id(scenario),
                      escaped(scenario.name()),
                      small(variant) + small(worth.map(by -> by.measure().words()).orElse("")));
          var alone = row(scenario, variant, ONLY, Form.NAIVE, "this alone");
          alone.addFirst(new Cell("th scope=\"rowgroup\" rowspan=\"2\"", name));
          table.row(alone);
          table.row(row(scenario, variant, ALL_BUT, Form.ALL, "all but this"));
        });
  }

  private static String small(String text) {
    return text.isEmpty() ? "" : "<br/><small>" + escaped(text) + "</small>";
  }

  private List<Cell> row(
      ScenarioResult scenario, String variant, String prefix, String base, String words) {
    var row = new ArrayList<Cell>();
    row.add(Cell.name("<small>%s</small>".formatted(words)));
    row.add(cell(scenario, variant, base));
    for (String protection : protections) {
      row.add(cell(scenario, variant, prefix + protection));
    }
    return row;
  }

  private static Cell cell(ScenarioResult scenario, String variant, String protections) {
    var set =
        scenario.sets().stream()
            .filter(s -> s.variant().equals(variant) && s.protections().equals(protections))
            .findFirst();
    if (set.isEmpty()) {
      return Cell.of("n none", "–");
    }
    var worth = Worth.of(scenario, variant);
    double share = worth.map(by -> by.share(set.get())).orElse(Double.NaN);
    var value =
        worth
            .map(by -> MeasureText.of(by.measure(), Form.value(set.get(), by.measure())))
            .orElse("–");
    return Cell.of(
        "n " + style(share),
        "<b>%s</b><br/><small>%s<br/>%s</small>"
            .formatted(MeasureText.percent(share), escaped(value), holds(set.get())));
  }

  private static String holds(SetResult set) {
    long held = set.checks().stream().filter(Check::ok).count();
    return "%d/%d %s".formatted(held, set.checks().size(), set.ok() ? "✓" : "✗");
  }

  /** Five colours, by how much of the way it leads. */
  private static String style(double share) {
    if (Double.isNaN(share)) {
      return "none";
    }
    double[] bounds = {0.1, 0.5, 0.9, 0.99};
    int level = 0;
    while (level < bounds.length && share >= bounds[level]) {
      level++;
    }
    return "level" + level;
  }
}
