package dev.faremesh.lab.page;

import static dev.faremesh.report.Html.escaped;

import dev.faremesh.lab.output.MeasureText;
import dev.faremesh.lab.result.Mark;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.RunResult;
import dev.faremesh.lab.result.SetResult;
import dev.faremesh.lab.result.Tick;
import dev.faremesh.report.Html;
import dev.faremesh.report.Legend;
import dev.faremesh.report.TimeAxis;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of calls over time: the sets of a form beside each other, on the same scales. */
final class Timelines {
  private static final Legend LEGEND =
      new Legend(
          List.of(
              new Legend.Key("fresh answer", "box fresh"),
              new Legend.Key("from a value last known", "box stale"),
              new Legend.Key("degraded otherwise", "box degraded"),
              new Legend.Key("failed", "box failed"),
              new Legend.Key("time that 99 of 100 calls stay below (p99)", "p99")));

  private final Form form;
  private final double from;
  private final double to;
  private final List<Double> latencies;

  private Timelines(Form form) {
    var ticks = ticks(form).toList();
    this.form = form;
    this.from = ticks.stream().mapToDouble(Tick::second).min().orElse(0);
    this.to = Tick.SECONDS + ticks.stream().mapToDouble(Tick::second).max().orElse(0);
    this.latencies = ticks.stream().map(Tick::p99Millis).toList();
  }

  private static Stream<Tick> ticks(Form form) {
    return form.sets().stream()
        .flatMap(set -> set.runs().stream())
        .flatMap(run -> run.timeline().stream());
  }

  static String of(Form form) {
    if (ticks(form).findAny().isEmpty()) {
      return "<p>No call was made.</p>\n";
    }
    var timelines = new Timelines(form);
    return LEGEND.element() + Html.grid(form.sets().stream().map(timelines::figure));
  }

  private String figure(SetResult set) {
    if (set.runs().isEmpty()) {
      return Html.figure("<b>%s</b> never ran".formatted(escaped(set.protections())), "");
    }
    var run = set.runs().getFirst();
    var axis =
        new TimeAxis(from, to, FaultSpan.of(run), run.marks().stream().map(Mark::second).toList());
    var charts = new RunCharts(axis, set, form.variant());
    return Html.figure(caption(set, run), charts.shares() + charts.latency(latencies) + done(run));
  }

  private static String caption(SetResult set, RunResult run) {
    int others = set.runs().size() - 1;
    return "<b>%s</b> %s of calls answered, fault and after · seed %d%s"
        .formatted(
            escaped(set.protections()),
            MeasureText.of(Measure.AVAILABILITY, Form.value(set, Measure.AVAILABILITY)),
            run.seed(),
            others == 0
                ? ""
                : "; thin lines: " + (others == 1 ? "another seed" : others + " other seeds"));
  }

  /** The marks in words. */
  private static String done(RunResult run) {
    return run.marks().stream()
        .map(mark ->
            String.format(Locale.ROOT, "<li>%.1f s: %s</li>", mark.second(), escaped(mark.what())))
        .collect(Collectors.joining("\n", "<ol class=\"done\">", "</ol>\n"));
  }
}
