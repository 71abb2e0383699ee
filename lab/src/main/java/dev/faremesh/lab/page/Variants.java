package dev.faremesh.lab.page;

import dev.faremesh.lab.output.MeasureText;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.report.Html;
import dev.faremesh.report.LineChart;
import dev.faremesh.report.LineChart.Series;
import java.util.List;
import java.util.stream.Stream;

/** How measures change from one form of a scenario to the next, such as with longer chains. */
final class Variants {
  private static final int ENOUGH = 3;

  private static final List<Measure> SHOWN =
      List.of(Measure.AVAILABILITY_DURING, Measure.P99_DURING, Measure.AMPLIFICATION);

  private Variants() {}

  /** Charts of what changes; nothing when there are too few forms for a line. */
  static String of(List<Form> forms) {
    var measures = SHOWN.stream().filter(measure -> hasValue(measure, forms)).toList();
    if (forms.size() < ENOUGH || measures.isEmpty()) {
      return "";
    }
    return "<h3>Across its variants</h3>\n"
        + Html.grid(measures.stream().map(measure -> figure(measure, forms)));
  }

  private static boolean hasValue(Measure measure, List<Form> forms) {
    return forms.stream()
        .flatMap(form -> form.sets().stream())
        .anyMatch(set -> !Double.isNaN(Form.value(set, measure)));
  }

  private static String figure(Measure measure, List<Form> forms) {
    var series =
        Stream.of(Form.NAIVE, Form.ALL)
            .map(set ->
                new Series(
                    set,
                    set,
                    forms.stream()
                        .map(form -> form.value(set, measure).orElse(Double.NaN))
                        .toList()))
            .toList();
    var chart =
        new LineChart(
            measure.words() + ", by form",
            forms.stream().map(Form::variant).toList(),
            series,
            List.of(),
            List.of(),
            false,
            value -> MeasureText.of(measure, value));
    var caption = "<b>%s</b>%s".formatted(Html.escaped(measure.words()), chart.legend());
    return Html.figure(caption, chart.element());
  }
}
