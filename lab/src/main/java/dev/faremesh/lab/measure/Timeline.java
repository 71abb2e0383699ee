package dev.faremesh.lab.measure;

import dev.faremesh.lab.load.Quality;
import dev.faremesh.lab.load.Sample;
import dev.faremesh.lab.result.Tick;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A run in steps of time. */
final class Timeline {
  private Timeline() {}

  static List<Tick> of(List<Sample> samples, Moments moments) {
    Map<Long, List<Sample>> bySteps =
        samples.stream()
            .filter(sample -> sample.meantAt() >= moments.before())
            .collect(
                Collectors.groupingBy(
                    sample ->
                        (long)
                            Math.floor(moments.secondsIntoFault(sample.meantAt()) / Tick.SECONDS),
                    TreeMap::new,
                    Collectors.toList()));
    return bySteps.entrySet().stream()
        .map(step -> tick(step.getKey() * Tick.SECONDS, step.getValue()))
        .toList();
  }

  private static Tick tick(double second, List<Sample> samples) {
    return new Tick(
        second,
        count(samples, Quality.FRESH),
        count(samples, Quality.STALE),
        count(samples, Quality.DEGRADED),
        count(samples, Quality.FAILED),
        Window.quantileMillis(samples, 0.5),
        Window.quantileMillis(samples, 0.99));
  }

  private static int count(List<Sample> samples, Quality quality) {
    return (int) samples.stream().filter(sample -> sample.quality() == quality).count();
  }
}
