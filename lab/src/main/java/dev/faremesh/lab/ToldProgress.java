package dev.faremesh.lab;

import dev.faremesh.cli.output.Progress;
import dev.faremesh.lab.run.Bench;
import dev.faremesh.lab.run.RunPlan;
import dev.faremesh.lab.scenario.Experiment;
import java.util.List;

/** Tells how far a lab is: by its scenarios, of which each counts the same. */
final class ToldProgress implements Bench.Listener {
  private final Progress progress;
  private final List<Experiment> experiments;
  private double share;

  ToldProgress(Progress progress, List<Experiment> experiments) {
    this.progress = progress;
    this.experiments = List.copyOf(experiments);
  }

  @Override
  public void begins(RunPlan first, int done, int underWay, int all) {
    int scenario = experiments.indexOf(first.experiment());
    share = (scenario + (double) done / all) / experiments.size();
    progress.tell(
        "scenario %d of %d: %s (%d of %d runs done, %d under way)"
            .formatted(1 + scenario, experiments.size(), first, done, all, underWay),
        share);
  }

  @Override
  public void again(RunPlan run, String why) {
    progress.tell("%s is made again: %s".formatted(run, why), share);
  }
}
