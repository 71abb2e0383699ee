package dev.faremesh.lab.page;

import static dev.faremesh.report.Html.escaped;

import dev.faremesh.lab.output.MeasureText;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.report.Html;
import java.util.List;
import java.util.stream.Collectors;

/** All that the page has on one scenario. */
final class ScenarioSection {
  private ScenarioSection() {}

  static String of(ScenarioResult scenario) {
    var forms = Form.of(scenario);
    var html = new StringBuilder();
    html.append(head(scenario));
    html.append("<h3>What must hold</h3>\n").append(Thresholds.of(scenario, forms));
    html.append(timelines(forms));
    html.append(Variants.of(forms));
    html.append(Form.mostTelling(forms).map(Edges::of).orElse(""));
    html.append("<h3>What was measured</h3>\n").append(MeasureTable.of(scenario, forms));
    return Html.section(id(scenario), scenario.name(), html.toString());
  }

  /** Where links find it. */
  static String id(ScenarioResult scenario) {
    return "scenario-" + scenario.name().replaceAll("[^a-z0-9-]", "-");
  }

  private static String head(ScenarioResult scenario) {
    var calibrated =
        scenario.calibratedSeconds().isPresent()
            ? "<p>The shortest fault that does this was found out: <b>%s</b>.</p>\n"
                .formatted(
                    MeasureText.of(Measure.RECOVERED, scenario.calibratedSeconds().getAsDouble()))
            : "";
    return "<p class=\"lead\">%s</p>\n<p>%s %s</p>\n%s"
        .formatted(
            escaped(scenario.claim()),
            Overview.badge(scenario.verdict()),
            escaped(scenario.why()),
            calibrated);
  }

  private static String timeline(Form form) {
    return "<h3>Second by second%s</h3>\n".formatted(escaped(form.suffix())) + Timelines.of(form);
  }

  private static String timelines(List<Form> forms) {
    var shown = Form.mostTelling(forms);
    var others = forms.stream().filter(form -> !form.equals(shown.orElse(form))).toList();
    return shown.map(ScenarioSection::timeline).orElse("")
        + others.stream()
            .map(form -> Html.details("The same for " + form.variant(), Timelines.of(form)))
            .collect(Collectors.joining());
  }
}
