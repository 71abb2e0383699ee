package dev.faremesh.lab.run;

import dev.faremesh.lab.measure.Measuring;
import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.run.Bench.Made;
import dev.faremesh.lab.scenario.Experiment;
import dev.faremesh.lab.scenario.ProtectionSet;
import dev.faremesh.lab.v1.Variant;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs of an experiment without protections, on a bench. */
final class NaiveTrials implements Calibrating.Trials {
  private final Experiment experiment;
  private final Bench bench;

  NaiveTrials(Experiment experiment, Bench bench) {
    this.experiment = experiment;
    this.bench = bench;
  }

  @Override
  public int sideBySide() {
    return bench.sideBySide();
  }

  @Override
  public int storms(Duration lasts, List<Long> seeds)
      throws IOException, InterruptedException, DisturbedException {
    int storms = 0;
    for (Made made : bench.make(seeds.stream().map(seed -> plan(lasts, seed)).toList())) {
      storms +=
          switch (made) {
            case Made.Valid(var run) -> storms(run);
            case Made.Invalid(var plan, var why) -> throw new DisturbedException(plan + ": " + why);
          };
    }
    return storms;
  }

  private RunPlan plan(Duration lasts, long seed) {
    return new RunPlan(
        experiment, Variant.getDefaultInstance(), ProtectionSet.NAIVE, lasts, seed, true);
  }

  private static int storms(RunRecord run) {
    return Measuring.of(run, Optional.empty())
        .measures()
        .getOrDefault(Measure.STORMS, 0.0)
        .intValue();
  }
}
