package dev.faremesh.lab.measure;

import dev.faremesh.lab.load.Quality;
import dev.faremesh.lab.load.Sample;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.RunResult;
import dev.faremesh.lab.run.RunRecord;
import dev.faremesh.lab.v1.Server;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes numbers of one run. */
public final class Measuring {
  private static final long ONSET = TimeUnit.SECONDS.toNanos(2);
  private static final long LAST = TimeUnit.SECONDS.toNanos(3);
  private static final long ENOUGH_CALLS = 20;

  private final RunRecord run;
  private final Optional<RunRecord> calm;
  private final Faulty faulty;
  private final Edges edges;
  private final EnumMap<Measure, Double> measures = new EnumMap<>(Measure.class);

  private Measuring(RunRecord run, Optional<RunRecord> calm) {
    this.run = run;
    this.calm = calm;
    this.faulty = new Faulty(run.plan().experiment());
    this.edges = new Edges(run.edges());
  }

  /**
   * Measures a run.
   *
   * @param calm the same run without the fault, where there is one
   */
  public static RunResult of(RunRecord run, Optional<RunRecord> calm) {
    return new Measuring(run, calm).result();
  }

  private RunResult result() {
    answers();
    latencies();
    attempts();
    recovery();
    var moments = run.moments();
    return new RunResult(
        run.plan().seed(),
        moments.faultSeconds(),
        measures,
        Timeline.of(run.samples(), moments),
        edges.between(moments.fault(), moments.repair()).stream().map(Edges::result).toList(),
        run.marks());
  }

  private void put(Measure measure, double value) {
    if (!Double.isNaN(value)) {
      measures.put(measure, value);
    }
  }

  private Window window(long from, long to) {
    return Window.between(run.samples(), from, to);
  }

  /** When what a fault does at first is over. */
  private long settled() {
    return Math.min(run.moments().fault() + ONSET, run.moments().repair());
  }

  private void answers() {
    var moments = run.moments();
    var whole = window(moments.fault(), moments.end());
    var during = window(moments.fault(), moments.repair());
    put(Measure.AVAILABILITY, whole.shareAnswered());
    put(Measure.AVAILABILITY_DURING, during.shareAnswered());
    put(Measure.LOST, (double) whole.count(Quality.FAILED));
    calm.ifPresent(without -> {
      var same =
          Window.between(without.samples(), without.moments().fault(), without.moments().end());
      put(Measure.EXTRA_FAILURES, Math.max(0, same.shareAnswered() - whole.shareAnswered()));
      put(Measure.PRICE_ERROR, priceError(during.samples(), without.samples()));
    });
    var experiment = run.plan().experiment();
    var running = experiment.servers(run.plan().variant()).stream().map(Server::getName).toList();
    faulty.productLaw(running).ifPresent(law -> put(Measure.PRODUCT_LAW, law));
    var settled = window(settled(), moments.repair());
    double seconds = (moments.repair() - settled()) / 1e9;
    double goodput = settled.count(Quality.FRESH) / seconds;
    put(Measure.GOODPUT, goodput);
    double offered = settled.samples().size() / seconds;
    put(
        Measure.GOODPUT_SHARE,
        goodput / faulty.capacity().map(most -> Math.min(most, offered)).orElse(offered));
    put(Measure.DEGRADED, during.shareOfAnswers(Quality.DEGRADED));
    put(Measure.STALE, during.shareOfAnswers(Quality.STALE));
    during.samples().stream()
        .mapToLong(Sample::staleMillis)
        .filter(age -> age > 0)
        .max()
        .ifPresent(age -> put(Measure.STALE_AGE, age / 1e3));
    put(Measure.STORMS, window(moments.end() - LAST, moments.end()).shareAnswered() < 0.5 ? 1 : 0);
  }

  /** Calls of the same number ask for the same at the same time. */
  private static double priceError(List<Sample> faulty, List<Sample> calm) {
    Map<Long, Double> prices = new HashMap<>();
    calm.forEach(sample -> prices.put(sample.number(), sample.price()));
    return faulty.stream()
        .mapToDouble(sample -> {
          double right = prices.getOrDefault(sample.number(), Double.NaN);
          return Math.abs(sample.price() - right) / right;
        })
        .filter(error -> !Double.isNaN(error))
        .average()
        .orElse(Double.NaN);
  }

  private void latencies() {
    var moments = run.moments();
    var before = window(moments.before(), moments.fault());
    var during = window(settled(), moments.repair());
    put(Measure.P50_BEFORE, before.quantileMillis(0.5));
    put(Measure.P99_BEFORE, before.quantileMillis(0.99));
    put(Measure.P99_ONSET, window(moments.fault(), settled()).quantileMillis(0.99));
    put(Measure.P50_DURING, during.quantileMillis(0.5));
    put(Measure.P99_DURING, during.quantileMillis(0.99));
    put(Measure.P99_AFTER, window(moments.ready(), moments.end()).quantileMillis(0.99));
    double delay = faulty.delaySeconds();
    if (delay > 0) { // of calls that had the whole delay: its end lets the last ones go early
      var delayed = window(settled(), moments.repair() - Math.round(delay * 1e9));
      put(Measure.SLOPE, (delayed.meanLatencySeconds() - before.meanLatencySeconds()) / delay);
    }
  }

  private void attempts() {
    var moments = run.moments();
    var during = edges.between(moments.fault(), moments.repair());
    during.stream()
        .filter(edge -> edge.calls() >= ENOUGH_CALLS)
        .mapToDouble(edge -> (double) edge.attempts() / edge.calls())
        .max()
        .ifPresent(most -> put(Measure.ATTEMPTS_PER_CALL, most));
    var calls = window(moments.fault(), moments.repair()).samples();
    long atFault =
        during.stream()
            .filter(edge -> faulty.servers().contains(edge.edge()))
            .mapToLong(EdgeCounts::attempts)
            .sum();
    if (atFault > 0 && !calls.isEmpty()) {
      put(Measure.AMPLIFICATION, (double) atFault / calls.size());
    }
  }

  private void recovery() {
    var steps = new ArrayList<Recovery.Step>();
    var moments = run.moments();
    long step = TimeUnit.MILLISECONDS.toNanos(100);
    for (long from = moments.ready(); from + step <= moments.end(); from += step) {
      steps.add(step(from, from + step));
    }
    if (steps.stream().anyMatch(one -> one.calls() > 0)) {
      var recovery = Recovery.of(steps);
      put(Measure.FIRST_SUCCESS, recovery.firstSeconds());
      put(Measure.RECOVERED, recovery.steadySeconds());
    }
  }

  /** Calls to the server that was repaired; those of the load, when it was the entry itself. */
  private Recovery.Step step(long from, long to) {
    double end = (to - run.moments().ready()) / 1e9;
    var toFaulty =
        edges.between(from, to).stream()
            .filter(edge -> faulty.servers().contains(edge.edge()))
            .toList();
    if (toFaulty.isEmpty()) {
      var calls = window(from, to);
      return new Recovery.Step(end, calls.samples().size(), calls.answered());
    }
    return new Recovery.Step(
        end,
        toFaulty.stream().mapToLong(EdgeCounts::calls).sum(),
        toFaulty.stream().mapToLong(EdgeCounts::callsOk).sum());
  }
}
