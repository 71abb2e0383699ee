package dev.faremesh.lab.page;

import dev.faremesh.lab.output.MeasureText;
import dev.faremesh.lab.result.RunResult;
import dev.faremesh.lab.result.SetResult;
import dev.faremesh.lab.result.Tick;
import dev.faremesh.report.Curve;
import dev.faremesh.report.CurveChart;
import dev.faremesh.report.StackChart;
import dev.faremesh.report.StackChart.Layer;
import dev.faremesh.report.TimeAxis;
import java.util.List;
import java.util.function.Function;
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
        .formatted(
            name,
            spans(ticks ->
                MeasureText.share(
                    1
                        - ticks.stream().mapToDouble(Tick::failed).sum()
                            / ticks.stream().mapToDouble(Tick::offered).sum())));
  }

  private String latencyTitle() {
    return "%s: p99 latency over time, at most %s"
        .formatted(
            name,
            spans(ticks ->
                MeasureText.millis(
                    ticks.stream()
                        .mapToDouble(Tick::p99Millis)
                        .filter(Double::isFinite)
                        .reduce(0, Math::max))));
  }

  /** What the chart shows, for who cannot see it. */
  private String spans(Function<List<Tick>, String> text) {
    double end = FaultSpan.of(first).stream().mapToDouble(band -> band.to()).reduce(0, Math::max);
    var before = first.timeline().stream().filter(tick -> tick.second() < 0).toList();
    var during =
        first.timeline().stream()
            .filter(tick -> tick.second() >= 0 && tick.second() < end)
            .toList();
    var after =
        first.timeline().stream()
            .filter(tick -> tick.second() >= 0 && tick.second() >= end)
            .toList();
    return "before the fault %s, during %s, after %s"
        .formatted(text.apply(before), text.apply(during), text.apply(after));
  }
}
