package dev.faremesh.lab.page;

import dev.faremesh.lab.result.LabResult;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.report.Html;
import dev.faremesh.report.Page;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What the lab found out as one page that needs nothing else: words, tables and charts. */
public final class LabPage {
  private LabPage() {}

  /** The page: an HTML file, which is well-formed XML as well. */
  public static String of(LabResult result) {
    var body = new StringBuilder(Resources.text("patterns.html"));
    body.append(Overview.of(result));
    body.append(Html.section("how", "How to read this", Resources.text("introduction.html")));
    body.append(AblationMatrix.of(result));
    result.scenarios().forEach(scenario -> body.append(ScenarioSection.of(scenario)));
    body.append(Html.section("words", "Words", Resources.text("words.html")));
    body.append(Html.section("measures", "Measures", measures()));
    return new Page("Faremesh: what coupling costs", Resources.text("lab.css"), body.toString())
        .html();
  }

  private static String measures() {
    return Arrays.stream(Measure.values())
        .map(measure ->
            "<dt><code>%s</code></dt><dd>%s</dd>\n"
                .formatted(measure.written(), Html.escaped(measure.words())))
        .collect(Collectors.joining("", "<dl>\n", "</dl>\n"));
  }
}
