package dev.faremesh.lab.page;

import static dev.faremesh.report.Html.figure;

import dev.faremesh.lab.output.MeasureText;
import dev.faremesh.lab.result.EdgeResult;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.SetResult;
import dev.faremesh.report.BarChart;
import dev.faremesh.report.BarChart.Bar;
import dev.faremesh.report.BarChart.Group;
import dev.faremesh.report.Html;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What servers sent each other while the fault lasted, over all runs of each set. */
final class Edges {
  private final Form form;

  private Edges(Form form) {
    this.form = form;
  }

  /** What a set did on one edge. */
  private record Traffic(long calls, long attempts, int runs) {
    double perCall() {
      return calls == 0 ? Double.NaN : (double) attempts / calls;
    }

    double perRun() {
      return (double) attempts / runs;
    }
  }

  /** Charts of attempts; nothing when no edge was seen. */
  static String of(Form form) {
    return form.sets().stream().flatMap(Edges::all).findAny().isEmpty()
        ? ""
        : "<h3>Attempts on each edge%s</h3>\n".formatted(Html.escaped(form.suffix()))
            + new Edges(form).charts();
  }

  private String charts() {
    var perCall =
        new BarChart(
            "attempts for each call, by edge",
            groups(Traffic::perCall),
            List.of(1.0),
            value -> MeasureText.of(Measure.ATTEMPTS_PER_CALL, value));
    var perRun =
        new BarChart(
            "attempts in a run, by edge",
            groups(Traffic::perRun),
            List.of(),
            value -> String.format(Locale.ROOT, "%.0f", value));
    return Html.grid(
        Stream.of(
            figure(
                "<b>Attempts for each call</b> while the fault lasts; at 1, none is repeated",
                perCall.element()),
            figure("<b>Attempts in all</b> while the fault lasts, in a run", perRun.element())));
  }

  private List<Group> groups(ToDoubleFunction<Traffic> value) {
    return form.sets().stream()
        .flatMap(Edges::all)
        .map(Edges::name)
        .distinct()
        .map(name -> new Group(name, bars(name, value)))
        .toList();
  }

  private List<Bar> bars(String name, ToDoubleFunction<Traffic> value) {
    return form.sets().stream()
        .map(set ->
            new Bar(set.protections(), Form.style(set), value.applyAsDouble(traffic(set, name))))
        .toList();
  }

  private static Traffic traffic(SetResult set, String name) {
    var edges = all(set).filter(edge -> name(edge).equals(name)).toList();
    return new Traffic(
        edges.stream().mapToLong(EdgeResult::calls).sum(),
        edges.stream().mapToLong(EdgeResult::attempts).sum(),
        set.runs().size());
  }

  private static Stream<EdgeResult> all(SetResult set) {
    return set.runs().stream().flatMap(run -> run.edges().stream());
  }

  private static String name(EdgeResult edge) {
    return "%s → %s: %s".formatted(edge.caller(), edge.edge(), edge.method());
  }
}
