package dev.faremesh.lab.run;

import com.google.protobuf.util.Durations;
import dev.faremesh.lab.measure.Measuring;
import dev.faremesh.lab.measure.Pooled;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.RunResult;
import dev.faremesh.lab.result.ScenarioResult;
import dev.faremesh.lab.result.SetResult;
import dev.faremesh.lab.run.Bench.Made;
import dev.faremesh.lab.scenario.Experiment;
import dev.faremesh.lab.scenario.ProtectionSet;
import dev.faremesh.lab.v1.Variant;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Runs experiments with sets of protections and seeds, and says what they showed. */
public final class Laboratory {
  private final Bench bench;
  private final List<Long> seeds;
  private final Function<Experiment, List<ProtectionSet>> sets;
  private final Map<CalmKey, RunRecord> calm = new HashMap<>();

  /** Runs without a fault that are the same, whatever the scenario. */
  private record CalmKey(Object chain, Object load, Object standing, String entry, long seed) {}

  /**
   * A laboratory that has run nothing yet.
   *
   * @param sets of protections for an experiment
   */
  public Laboratory(Bench bench, List<Long> seeds, Function<Experiment, List<ProtectionSet>> sets) {
    this.bench = bench;
    this.seeds = List.copyOf(seeds);
    this.sets = sets;
  }

  /**
   * Runs an experiment.
   *
   * @throws IOException when its chain does not start
   */
  public ScenarioResult run(Experiment experiment) throws IOException, InterruptedException {
    if (!experiment.scenario().hasCalibration()) {
      var lasts = Duration.ofNanos(Durations.toNanos(experiment.scenario().getLasts()));
      return run(experiment, lasts, OptionalDouble.empty());
    }
    var calibration = experiment.scenario().getCalibration();
    var search = new Calibrating(new NaiveTrials(experiment, bench), calibration.getShare(), seeds);
    try {
      var found = search.find(Duration.ofNanos(Durations.toNanos(calibration.getFrom())));
      return found.isPresent()
          ? run(experiment, found.get(), OptionalDouble.of(found.get().toNanos() / 1e9))
          : unmeasured(experiment, "no length of the fault sufficed");
    } catch (DisturbedException e) {
      return unmeasured(experiment, "calibration: " + e.getMessage());
    }
  }

  private static ScenarioResult unmeasured(Experiment experiment, String why) {
    return result(experiment, OptionalDouble.empty(), List.of(), List.of(why));
  }

  private ScenarioResult run(Experiment experiment, Duration lasts, OptionalDouble calibrated)
      throws IOException, InterruptedException {
    var disturbed = new ArrayList<String>();
    Map<Form, List<RunRecord>> byForm = new LinkedHashMap<>();
    for (Made one : bench.make(plans(experiment, lasts))) {
      switch (one) {
        case Made.Invalid(var plan, var why) -> disturbed.add(plan + ": " + why);
        case Made.Valid(var run) -> {
          if (run.plan().faulty()) {
            byForm.computeIfAbsent(Form.of(run), absent -> new ArrayList<>()).add(run);
          } else {
            calm.put(key(run.plan()), run);
          }
        }
      }
    }
    var results = new ArrayList<SetResult>();
    byForm.forEach((form, runs) -> results.add(setResult(experiment, form, runs)));
    return result(experiment, calibrated, results, disturbed);
  }

  private record Form(ProtectionSet protections, Variant variant) {
    static Form of(RunRecord run) {
      return new Form(run.plan().protections(), run.plan().variant());
    }
  }

  private List<RunPlan> plans(Experiment experiment, Duration lasts) {
    var plans = new ArrayList<RunPlan>();
    for (Variant variant : experiment.variants()) {
      var times = variant.hasTimes() ? variant.getTimes() : 1;
      var length = Duration.ofNanos(Math.round(lasts.toNanos() * times));
      for (long seed : seeds) {
        var without = new RunPlan(experiment, variant, ProtectionSet.ALL, length, seed, false);
        if (needsCalm(experiment) && !calm.containsKey(key(without))) {
          plans.add(without);
        }
        sets.apply(experiment).stream()
            .filter(set -> Experiment.runs(variant, set))
            .forEach(set -> plans.add(new RunPlan(experiment, variant, set, length, seed, true)));
      }
    }
    return plans;
  }

  private static boolean needsCalm(Experiment experiment) {
    return experiment.thresholds().stream()
        .map(threshold -> threshold.measure())
        .anyMatch(measure -> measure == Measure.EXTRA_FAILURES || measure == Measure.PRICE_ERROR);
  }

  private static CalmKey key(RunPlan plan) {
    var scenario = plan.experiment().scenario();
    return new CalmKey(
        plan.experiment().chain(),
        scenario.getLoad(),
        List.of(
            scenario.getStandingList(), scenario.getBefore(), plan.lasts(), scenario.getAfter()),
        plan.experiment().entry(plan.variant()),
        plan.seed());
  }

  private SetResult setResult(Experiment experiment, Form form, List<RunRecord> runs) {
    List<RunResult> results =
        runs.stream()
            .map(run -> Measuring.of(run, Optional.ofNullable(calm.get(key(run.plan())))))
            .toList();
    var measures = Pooled.of(results);
    return new SetResult(
        form.protections().name(),
        form.variant().getName(),
        measures,
        experiment.thresholds().stream().map(threshold -> threshold.check(measures)).toList(),
        results);
  }

  private static ScenarioResult result(
      Experiment experiment,
      OptionalDouble calibrated,
      List<SetResult> sets,
      List<String> disturbed) {
    var judgement = Judgement.of(sets, disturbed);
    return new ScenarioResult(
        experiment.name(),
        experiment.scenario().getClaim(),
        judgement.verdict(),
        judgement.why(),
        experiment.scenario().getThresholdsList(),
        calibrated,
        sets);
  }
}
