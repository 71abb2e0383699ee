package dev.faremesh.evaluation.simulate;

import static dev.faremesh.evaluation.simulate.Cluster.tally;

import dev.faremesh.evaluation.simulate.market.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * All measures of each policy, with their intervals.
 *
 * @param of by policy, in the order of the report
 */
record Figures<K>(Map<K, Map<Measure, Estimate>> of) {
  private static final List<Measure> MEASURES = Arrays.asList(Measure.values());

  /** Reckons them for the policies of some days. */
  static <K> Figures<K> of(Clusters<K> days, List<K> policies) {
    var statistics = new ArrayList<ToDoubleFunction<Map<K, Tally>>>();
    for (K policy : policies) {
      for (Measure measure : MEASURES) {
        statistics.add(pooled -> measure.of(tally(pooled, policy)));
      }
    }
    var estimates = days.estimates(statistics).iterator();
    var figures = new LinkedHashMap<K, Map<Measure, Estimate>>();
    for (K policy : policies) {
      var measured = new EnumMap<Measure, Estimate>(Measure.class);
      MEASURES.forEach(measure -> measured.put(measure, estimates.next()));
      figures.put(policy, measured);
    }
    return new Figures<>(figures);
  }

  /** One measure of one policy. */
  Estimate of(K policy, Measure measure) {
    var measured = of.get(policy);
    var estimate = measured == null ? null : measured.get(measure);
    if (estimate == null) {
      throw new IllegalArgumentException("policy: %s (expected: one that ran)".formatted(policy));
    }
    return estimate;
  }
}
