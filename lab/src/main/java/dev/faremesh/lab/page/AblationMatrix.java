package dev.faremesh.lab.page;

import static dev.faremesh.report.Html.escaped;

import dev.faremesh.lab.output.MeasureText;
import dev.faremesh.lab.result.Check;
import dev.faremesh.lab.result.LabResult;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.lab.result.SetResult;
import dev.faremesh.report.Html;
import dev.faremesh.report.HtmlTable;
import dev.faremesh.report.HtmlTable.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
          var name =
              "<a href=\"#%s\">%s</a>%s"
                  .formatted(
                      ScenarioSection.id(scenario),
                      escaped(scenario.name()),
                      variant.isEmpty() ? "" : "<br/><small>" + escaped(variant) + "</small>");
          var alone = row(scenario, variant, ONLY, Form.NAIVE, "this alone");
          alone.addFirst(new Cell("th scope=\"rowgroup\" rowspan=\"2\"", name));
          table.row(alone);
          table.row(row(scenario, variant, ALL_BUT, Form.ALL, "all but this"));
        });
  }

  private List<Cell> row(
      ScenarioResult scenario, String variant, String prefix, String base, String words) {
    var against = set(scenario, variant, base);
    var row = new ArrayList<Cell>();
    row.add(Cell.name("<small>%s</small>".formatted(words)));
    row.add(cell(against, Optional.empty()));
    for (String protection : protections) {
      row.add(cell(set(scenario, variant, prefix + protection), against));
    }
    return row;
  }

  private static Optional<SetResult> set(
      ScenarioResult scenario, String variant, String protections) {
    return scenario.sets().stream()
        .filter(set -> set.variant().equals(variant) && set.protections().equals(protections))
        .findFirst();
  }

  private static Cell cell(Optional<SetResult> set, Optional<SetResult> against) {
    if (set.isEmpty()) {
      return Cell.of("n none", "–");
    }
    double value = Form.value(set.get(), Measure.AVAILABILITY);
    double base = against.map(other -> Form.value(other, Measure.AVAILABILITY)).orElse(Double.NaN);
    return Cell.of(
        "n " + style(value),
        "<b>%s</b><br/><small>%s<br/>%s</small>"
            .formatted(
                escaped(MeasureText.of(Measure.AVAILABILITY, value)),
                Double.isNaN(value - base)
                    ? escaped(set.get().protections())
                    : points(value - base),
                holds(set.get())));
  }

  private static String points(double gain) {
    double tenths = Math.rint(1000 * gain);
    return tenths == 0 ? "same" : String.format(Locale.ROOT, "%+.1f", tenths / 10);
  }

  private static String holds(SetResult set) {
    long held = set.checks().stream().filter(Check::ok).count();
    return "%d/%d %s".formatted(held, set.checks().size(), set.ok() ? "✓" : "✗");
  }

  /** Five colours, by how much is answered. */
  private static String style(double availability) {
    if (Double.isNaN(availability)) {
      return "none";
    }
    double[] bounds = {0.5, 0.9, 0.99, 0.999};
    int level = 0;
    while (level < bounds.length && availability >= bounds[level]) {
      level++;
    }
    return "level" + level;
  }
}
