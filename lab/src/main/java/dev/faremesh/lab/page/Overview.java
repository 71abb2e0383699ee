package dev.faremesh.lab.page;

import static dev.faremesh.report.Html.escaped;

import dev.faremesh.lab.output.MeasureText;
import dev.faremesh.lab.result.LabResult;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.lab.result.Verdict;
import dev.faremesh.report.HtmlTable;
import dev.faremesh.report.HtmlTable.Cell;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The head of the page: what was run, and what each scenario showed, in a line. */
final class Overview {
  private Overview() {}

  static String of(LabResult result) {
    return """
    <header>
    <p class="kicker">Faremesh · failure lab · %s</p>
    <h1>What does it cost when services wait for each other?</h1>
    <p class="lead">The same faults, over the same chain of services: once without any protection (naive), once
    with all of them.</p>
    <p class="score %s"><b>%d of %d</b> scenarios showed what they claim.</p>
    %s<p><small><code>%s</code>, with seed%s %s, on %s.</small></p>
    </header>
    """
        .formatted(
            result.started().truncatedTo(ChronoUnit.SECONDS),
            result.ok() ? "good" : "bad",
            result.scenarios().stream().filter(each -> each.verdict() == Verdict.PASSED).count(),
            result.scenarios().size(),
            table(result),
            escaped(result.command()),
            result.seeds().size() == 1 ? "" : "s",
            result.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
            escaped(result.machine()));
  }

  private static String table(LabResult result) {
    var table =
        new HtmlTable("overview")
            .head(
                List.of(
                    new Cell("td", ""),
                    new Cell("td", ""),
                    Cell.over(2, "Calls answered"),
                    Cell.over(2, "of lesser quality"),
                    Cell.over(2, "p99 during the fault")))
            .head(
                List.of(
                    Cell.column("", "Scenario"),
                    Cell.column("", "Verdict"),
                    Cell.column("n", "naive"),
                    Cell.column("n", "all"),
                    Cell.column("n", "naive"),
                    Cell.column("n", "all"),
                    Cell.column("n", "naive"),
                    Cell.column("n", "all")));
    result.scenarios().forEach(scenario -> row(scenario, table));
    return table.element();
  }

  private static void row(ScenarioResult scenario, HtmlTable table) {
    var form = Form.mostTelling(Form.of(scenario));
    var variant = form.map(Form::suffix).orElse("").strip();
    var name =
        "<a href=\"#%s\">%s</a> %s<small>%s</small>"
            .formatted(
                ScenarioSection.id(scenario),
                escaped(scenario.name()),
                escaped(variant),
                escaped(scenario.claim()));
    table.row(
        Cell.name(name),
        new Cell("td", badge(scenario.verdict())),
        number(form, Form.NAIVE, Measure.AVAILABILITY),
        number(form, Form.ALL, Measure.AVAILABILITY),
        number(form, Form.NAIVE, Measure.DEGRADED),
        number(form, Form.ALL, Measure.DEGRADED),
        number(form, Form.NAIVE, Measure.P99_DURING),
        number(form, Form.ALL, Measure.P99_DURING));
  }

  private static Cell number(Optional<Form> form, String protections, Measure measure) {
    return Cell.number(
        MeasureText.of(
            measure,
            form.map(each -> each.value(protections, measure).orElse(Double.NaN))
                .orElse(Double.NaN)));
  }

  /** A verdict as it stands beside a scenario's name. */
  static String badge(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> "<span class=\"badge passed\">✓ passed</span>";
      case FAILED -> "<span class=\"badge failed-it\">✗ failed</span>";
      case INVALID -> "<span class=\"badge invalid\">? invalid</span>";
    };
  }
}
