package dev.faremesh.evaluation.simulate;

import static dev.faremesh.report.Html.escaped;

import dev.faremesh.evaluation.Gate;
import dev.faremesh.report.Page;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Findings as one page of HTML that needs nothing else: text, tables, charts and the facts. */
final class PageReport {
  private static final List<Measure> OF_OUTAGES =
      List.of(
          Measure.COMPLETED,
          Measure.UNFULFILLED,
          Measure.WAIT,
          Measure.P95_WAIT,
          Measure.MEAN_MULTIPLIER);

  private final String file;
  private final Findings findings;
  private final String json;
  private final PageCharts charts;
  private final SpecialCharts special;

  /**
   * A page.
   *
   * @param json the facts, which the page carries along
   */
  PageReport(String file, Findings findings, String json) {
    this.file = file;
    this.findings = findings;
    this.json = json;
    this.charts = new PageCharts(findings);
    this.special = new SpecialCharts(findings);
  }

  String html() {
    return new Page(
            "Price policies on " + file, Page.resource(PageReport.class, "simulate.css"), body())
        .html();
  }

  private String body() {
    var page = new StringBuilder();
    page.append(head());
    page.append(section("What surge must achieve", PageText.GATES, gates()));
    page.append(
        section(
            "Six policies, the same riders",
            PageText.POLICIES,
            charts.measures()
                + table(findings.judged().evenings(), policies(), Policy::label, measures())));
    page.append(section("One evening", charts.eveningText(), charts.evening()));
    page.append(section("Evening by evening", PageText.DAYS, charts.days()));
    page.append(section("Fewer drivers, or more", PageText.SCARCITY, scarcities()));
    page.append(section("When nothing is heard of drivers", PageText.OUTAGE, outages()));
    page.append(section("A market that stands still", PageText.STATIONARY, special.stationary()));
    page.append(section("Words", PageText.WORDS, words()));
    page.append(section("What is taken for granted", PageText.ASSUMPTIONS, assumptions()));
    page.append(facts());
    return page.toString();
  }

  /** For programs: what XML minds can stand in strings of JSON alone, and has an escape there. */
  private String facts() {
    return "<script type=\"application/json\" id=\"facts\">\n%s\n</script>\n"
        .formatted(json.replace("<", "\\u003c").replace("&", "\\u0026"));
  }

  private static List<Policy> policies() {
    return List.of(Policy.values());
  }

  private static List<Measure> measures() {
    return List.of(Measure.values());
  }

  private String head() {
    var plan = findings.plan();
    long met = findings.verdicts().stream().filter(verdict -> verdict.gate().ok()).count();
    return """
    <header>
    <p class="kicker">Faremesh · fare simulate</p>
    <h1>What does surge do for riders?</h1>
    <p class="lead">%s Every pickup of %d real evening%s (%s to %s, 15:00 to 3:00) is played again
    as a rider who looks at a price, %d times each with other tastes and drivers, under six
    price policies. The file is <code>%s</code>.</p>
    <p class="score %s"><b>%d of %d</b> gates are met.</p>
    </header>
    """
        .formatted(
            escaped(PageText.summary(findings)),
            plan.days().size(),
            plan.days().size() == 1 ? "" : "s",
            plan.days().getFirst(),
            plan.days().getLast(),
            plan.seeds(),
            escaped(file),
            findings.ok() ? "good" : "bad",
            met,
            findings.verdicts().size());
  }

  private static String section(String title, String text, String content) {
    return "<section>\n<h2>%s</h2>\n<p>%s</p>\n%s</section>\n"
        .formatted(escaped(title), text, content);
  }

  private String gates() {
    var rows = findings.verdicts().stream().map(PageReport::gateRow).collect(Collectors.joining());
    return """
    <div class="wide"><table class="gates">
    <thead><tr><th>Gate</th><th></th><th>Value</th><th>Bound</th><th>95 %% interval</th></tr></thead>
    <tbody>
    %s</tbody></table></div>
    """
        .formatted(rows);
  }

  private static String gateRow(Verdict verdict) {
    Gate gate = verdict.gate();
    return String.format(
        Locale.ROOT,
        """
        <tr><td><code>%s</code><br/><small>%s</small></td><td class="%s">%s</td>\
        <td class="n">%.3f</td><td class="n">%s</td><td class="n">%.3f to %.3f</td></tr>
        """,
        escaped(gate.name()),
        escaped(verdict.meaning()),
        gate.ok() ? "good" : "bad",
        gate.ok() ? "met" : "missed",
        gate.value(),
        escaped(String.valueOf(gate.facts().get("bound"))),
        gate.interval().low(),
        gate.interval().high());
  }

  private static <K> String table(
      Clusters<K> clusters, List<K> policies, Function<K, String> label, List<Measure> measures) {
    var figures = Figures.of(clusters, policies);
    var html = new StringBuilder("<div class=\"wide\"><table>\n<thead><tr><th>Policy</th>");
    measures.forEach(measure ->
        html.append(
            "<th title=\"%s\">%s</th>".formatted(escaped(measure.meaning()), measure.label())));
    html.append("</tr></thead>\n<tbody>\n");
    for (K policy : policies) {
      html.append("<tr><td>%s</td>".formatted(escaped(label.apply(policy))));
      for (Measure measure : measures) {
        var estimate = figures.of(policy, measure);
        html.append(
            "<td class=\"n\">%s<br/><small>±%s</small></td>"
                .formatted(measure.text(estimate.value()), measure.text(estimate.margin())));
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div>\n").toString();
  }

  private String scarcities() {
    var html = new StringBuilder(charts.scarcities());
    for (AtScarcity at : findings.atScarcities()) {
      if (at.scarcity() != 1) {
        html.append(
            String.format(
                Locale.ROOT,
                "<details><summary>All figures at %s (%d seeds, price-neutral at %.2f, best flat"
                    + " %.2f)</summary>%n",
                at.scarcity(),
                at.seeds(),
                at.neutral(),
                at.bestFlat()));
        html.append(table(at.evenings(), policies(), Policy::label, measures()));
        html.append("</details>\n");
      }
    }
    return html.toString();
  }

  private String outages() {
    var all = List.of(Outage.values());
    return special.outages()
        + "<h3>With the crowd</h3>\n"
        + table(findings.event(), all, Outage::label, OF_OUTAGES)
        + "<h3>On calm evenings</h3>\n"
        + table(findings.calm(), all, Outage::label, OF_OUTAGES);
  }

  private static String words() {
    return measures().stream()
        .map(measure ->
            "<dt>%s</dt><dd>%s</dd>\n"
                .formatted(escaped(measure.label()), escaped(measure.meaning())))
        .collect(Collectors.joining("", "<dl>\n", "</dl>\n"));
  }

  private String assumptions() {
    var html =
        new StringBuilder(
            "<details><summary>All numbers</summary>\n<div class=\"wide\"><table>\n<tbody>\n");
    AssumptionFacts.facts()
        .forEach((name, value) ->
            html.append(
                "<tr><td>%s</td><td class=\"n\">%s</td></tr>\n"
                    .formatted(name.replace('_', ' '), value)));
    findings
        .weights()
        .numbers()
        .forEach((name, value) ->
            html.append(
                "<tr><td>balance: %s</td><td class=\"n\">%s</td></tr>\n".formatted(name, value)));
    return html.append("</tbody></table></div></details>\n").toString();
  }
}
