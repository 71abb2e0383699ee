package dev.faremesh.lab.run;

import com.google.protobuf.util.Durations;
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
import java.util.stream.LongStream;

/**
 * Finds the shortest fault after which a chain without protections does not recover, in a share of
 * runs: doubles until it is long enough, then halves the last step, the finer the more seeds there
 * are.
 */
final class Calibrating {
  private static final int DOUBLINGS = 6;

  /** Fewer seeds cannot tell finer lengths apart. */
  private static final int SEEDS_PER_HALVING = 4;

  /** Other seeds than those of the runs that follow: what was fitted is not what is shown. */
  private static final long OTHER_SEEDS = 1_000;

  private static final int LEAST_SEEDS = 2;

  private final Experiment experiment;
  private final Bench bench;
  private final List<Long> seeds;
  private final double share;

  Calibrating(Experiment experiment, Bench bench, List<Long> seeds) {
    this.experiment = experiment;
    this.bench = bench;
    this.seeds =
        LongStream.range(0, Math.max(LEAST_SEEDS, seeds.size() / 2))
            .map(number -> seeds.getFirst() + OTHER_SEEDS + number)
            .boxed()
            .toList();
    this.share = experiment.scenario().getCalibration().getShare();
  }

  /** The length; empty when none was long enough, or the machine disturbed the runs. */
  Optional<Duration> find() throws IOException, InterruptedException {
    var low = Duration.ZERO;
    var high =
        Duration.ofNanos(Durations.toNanos(experiment.scenario().getCalibration().getFrom()));
    for (int doubled = 0; !storms(high); doubled++) {
      if (doubled == DOUBLINGS) {
        return Optional.empty();
      }
      low = high;
      high = high.multipliedBy(2);
    }
    int halvings = Math.max(1, seeds.size() / SEEDS_PER_HALVING);
    for (int halved = 0; halved < halvings; halved++) {
      var middle = low.plus(high).dividedBy(2);
      if (storms(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Optional.of(high);
  }

  /** Whether it storms in the share of runs; makes no more of them than it takes to know. */
  private boolean storms(Duration lasts) throws IOException, InterruptedException {
    int enough = (int) Math.ceil(share * seeds.size());
    int storms = 0;
    int made = 0;
    while (storms < enough && storms + seeds.size() - made >= enough) {
      int next = Math.min(made + bench.sideBySide(), seeds.size());
      storms += storms(lasts, seeds.subList(made, next));
      made = next;
    }
    return storms >= enough;
  }

  private int storms(Duration lasts, List<Long> some) throws IOException, InterruptedException {
    var plans =
        some.stream()
            .map(seed ->
                new RunPlan(
                    experiment,
                    Variant.getDefaultInstance(),
                    ProtectionSet.NAIVE,
                    lasts,
                    seed,
                    true))
            .toList();
    return bench.make(plans).stream()
        .filter(Made.Valid.class::isInstance)
        .map(made -> Measuring.of(((Made.Valid) made).run(), Optional.empty()))
        .mapToInt(run -> run.measures().getOrDefault(Measure.STORMS, 0.0).intValue())
        .sum();
  }
}
