package dev.faremesh.lab.measure;

import com.google.protobuf.util.Durations;
import dev.faremesh.lab.scenario.Experiment;
import dev.faremesh.lab.v1.Injection;
import dev.faremesh.lab.v1.Step;
import dev.faremesh.mesh.v1.Delay;
import dev.faremesh.mesh.v1.WorkerQueue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the fault of an experiment is. */
final class Faulty {
  private static final double Z99 = 2.3263478740408408; // the standard normal's 99th percentile

  private final Experiment experiment;

  Faulty(Experiment experiment) {
    this.experiment = experiment;
  }

  /** The servers that the fault concerns, without their replicas. */
  List<String> servers() {
    return steps()
        .flatMap(Experiment::servers)
        .map(name -> name.replaceFirst("/.*", ""))
        .distinct()
        .toList();
  }

  /** The mean delay that is injected into a call, in seconds; 0 when none is. */
  double delaySeconds() {
    return experiment.scenario().getFaultList().stream()
        .filter(Step::hasInject)
        .map(step -> step.getInject().getFault())
        .filter(fault -> fault.hasDelay())
        .mapToDouble(fault -> mean(fault.getDelay()) * fault.getPercentage() / 100)
        .sum();
  }

  /**
   * The share of calls that are answered when every one that a faulty server refuses is lost: the
   * product over all servers, which fail independently. Empty when none refuses calls.
   *
   * @param running the servers of the variant
   */
  Optional<Double> productLaw(List<String> running) {
    return experiment.scenario().getFaultList().stream()
        .filter(Step::hasInject)
        .map(Step::getInject)
        .filter(injection -> injection.getFault().hasAbort())
        .filter(injection -> running.contains(injection.getServer()))
        .map(injection -> 1 - injection.getFault().getPercentage() / 100)
        .reduce((a, b) -> a * b);
  }

  private static double mean(Delay delay) {
    return switch (delay.getDistributionCase()) {
      case FIXED -> Durations.toNanos(delay.getFixed()) / 1e9;
      case UNIFORM ->
          (Durations.toNanos(delay.getUniform().getMin())
                  + Durations.toNanos(delay.getUniform().getMax()))
              / 2e9;
      case LOG_NORMAL -> {
        double median = Durations.toNanos(delay.getLogNormal().getMedian()) / 1e9;
        double p99 = Durations.toNanos(delay.getLogNormal().getP99()) / 1e9;
        double sigma = Math.log(p99 / median) / Z99;
        yield median * Math.exp(sigma * sigma / 2);
      }
      case DISTRIBUTION_NOT_SET -> 0;
    };
  }

  /** The calls a second that the least queue can serve; empty when there is none. */
  Optional<Double> capacity() {
    return Stream.concat(
            experiment.scenario().getStandingList().stream(),
            experiment.scenario().getFaultList().stream())
        .filter(Step::hasInject)
        .map(Step::getInject)
        .map(Injection::getFault)
        .filter(fault -> fault.hasQueue())
        .map(fault -> perSecond(fault.getQueue()))
        .min(Comparator.naturalOrder());
  }

  private static double perSecond(WorkerQueue queue) {
    return queue.getWorkers() / (Durations.toNanos(queue.getServiceTime()) / 1e9);
  }

  private Stream<Step> steps() {
    return Stream.concat(
        experiment.scenario().getFaultList().stream(),
        experiment.scenario().getRepairList().stream());
  }
}
