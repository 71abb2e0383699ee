package dev.faremesh.lab.page;

import dev.faremesh.lab.output.MeasureText;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.RunResult;
import dev.faremesh.lab.result.SetResult;
import dev.faremesh.lab.result.Tick;
import dev.faremesh.report.Band;
import dev.faremesh.report.Curve;
import dev.faremesh.report.CurveChart;
import dev.faremesh.report.StackChart;
import dev.faremesh.report.StackChart.Layer;
import dev.faremesh.report.TimeAxis;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** The charts of one set: its first run, and thin lines for the others. */
final class RunCharts {
  private final TimeAxis axis;
  private final String name;
  private final RunResult first;
  private final List<RunResult> others;

  /**
   * Charts.
   *
   * @param set that ran at least once
   */
  RunCharts(TimeAxis axis, SetResult set, String variant) {
    this.axis = axis;
    this.name = (set.protections() + " " + variant).strip();
    this.first = set.runs().getFirst();
    this.others = set.runs().subList(1, set.runs().size());
  }

  /** What became of calls. */
  String shares() {
    var ticks = first.timeline();
    var layers =
        List.of(
            layer("fresh", ticks, Tick::fresh),
            layer("stale", ticks, Tick::stale),
            layer("degraded", ticks, Tick::degraded),
            layer("failed", ticks, Tick::failed));
    var answered =
        others.stream().map(run -> curve("thin answered", run, RunCharts::answered)).toList();
    return new StackChart(sharesTitle(), axis, seconds(ticks), Tick.SECONDS, layers, answered)
        .element();
  }

  private static Layer layer(String style, List<Tick> ticks, ToIntFunction<Tick> part) {
    return new Layer(style, ticks.stream().map(tick -> (double) part.applyAsInt(tick)).toList());
  }

  private static double answered(Tick tick) {
    return 1 - (double) tick.failed() / tick.offered(); // not a number without a call
  }

  /** In the middle of each step. */
  private static Curve curve(String style, RunResult run, ToDoubleFunction<Tick> value) {
    var at = seconds(run.timeline()).stream().map(second -> second + Tick.SECONDS / 2).toList();
    return new Curve(
        style, at, run.timeline().stream().map(tick -> value.applyAsDouble(tick)).toList());
  }

  private static List<Double> seconds(List<Tick> ticks) {
    return ticks.stream().map(Tick::second).toList();
  }

  /**
   * How long calls took.
   *
   * @param shown latencies that the scale has room for
   */
  String latency(List<Double> shown) {
    var curves =
        Stream.concat(
                others.stream().map(run -> curve("thin p99", run, Tick::p99Millis)),
                Stream.of(curve("p99", first, Tick::p99Millis)))
            .toList();
    return new CurveChart(latencyTitle(), axis, curves, shown, MeasureText::millis).element();
  }

  private String sharesTitle() {
    return "%s: share of calls answered over time, %s"
        .formatted(name, spans(Measure.AVAILABILITY, RunCharts::answered));
  }

  private static double answered(List<Tick> ticks) {
    double offered = ticks.stream().mapToInt(Tick::offered).sum();
    return 1 - ticks.stream().mapToInt(Tick::failed).sum() / offered;
  }

  private String latencyTitle() {
    return "%s: p99 latency over time, at most %s"
        .formatted(name, spans(Measure.P99_DURING, RunCharts::slowest));
  }

  private static double slowest(List<Tick> ticks) {
    return ticks.stream()
        .mapToDouble(Tick::p99Millis)
        .filter(Double::isFinite)
        .max()
        .orElse(Double.NaN);
  }

  /** What the chart shows, for who cannot see it. */
  private String spans(Measure measure, ToDoubleFunction<List<Tick>> value) {
    double end = FaultSpan.of(first).stream().mapToDouble(Band::to).findFirst().orElse(0);
    return "before the fault %s, during %s, after %s"
        .formatted(
            span(measure, value, tick -> tick.second() < 0),
            span(measure, value, tick -> tick.second() >= 0 && tick.second() < end),
            span(measure, value, tick -> tick.second() >= end));
  }

  private String span(Measure measure, ToDoubleFunction<List<Tick>> value, Predicate<Tick> during) {
    var ticks = first.timeline().stream().filter(during).toList();
    return MeasureText.of(measure, value.applyAsDouble(ticks));
  }
}
