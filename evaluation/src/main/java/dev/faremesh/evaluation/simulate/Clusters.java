package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.Interval;
import dev.faremesh.evaluation.simulate.market.Tally;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What came of days under policies, pooled, with intervals by a bootstrap over days (Efron's
 * percentiles): days are drawn with replacement, always the same ones. With a handful of days
 * intervals say little, and with one nothing.
 *
 * @param clusters at least one
 */
record Clusters<K>(List<Cluster<K>> clusters) {
  private static final int DRAWS = 1000;
  private static final int SEED = 1;
  private static final double OUTSIDE = 0.025;

  Clusters {
    clusters = List.copyOf(clusters);
    if (clusters.isEmpty()) {
      throw new IllegalArgumentException("clusters: 0 (expected: 1 or more)");
    }
  }

  /** Those that meet a condition. */
  List<Cluster<K>> where(Predicate<Map<K, Tally>> condition) {
    return clusters.stream().filter(cluster -> condition.test(cluster.tallies())).toList();
  }

  Map<K, Tally> pooled() {
    var once = new int[clusters.size()];
    Arrays.fill(once, 1);
    return pooled(once);
  }

  private Map<K, Tally> pooled(int[] times) {
    var pooled = new LinkedHashMap<K, Tally>();
    for (int i = 0; i < times.length; i++) {
      if (times[i] == 0) {
        continue;
      }
      for (Map.Entry<K, Tally> entry : clusters.get(i).tallies().entrySet()) {
        var tally = entry.getValue();
        pooled.computeIfAbsent(entry.getKey(), _ -> tally.empty()).add(tally, times[i]);
      }
    }
    return pooled;
  }

  /** Estimates statistics of the pooled tallies, in their order. */
  List<Estimate> estimates(List<ToDoubleFunction<Map<K, Tally>>> statistics) {
    var pooled = pooled();
    var drawn = new double[statistics.size()][DRAWS];
    var random = new SplittableRandom(SEED);
    for (int draw = 0; draw < DRAWS; draw++) {
      var sample = pooled(drawDays(random));
      for (int i = 0; i < drawn.length; i++) {
        drawn[i][draw] = statistics.get(i).applyAsDouble(sample);
      }
    }
    return IntStream.range(0, drawn.length)
        .mapToObj(i -> new Estimate(statistics.get(i).applyAsDouble(pooled), interval(drawn[i])))
        .toList();
  }

  private int[] drawDays(SplittableRandom random) {
    var times = new int[clusters.size()];
    for (int i = 0; i < times.length; i++) {
      times[random.nextInt(times.length)]++;
    }
    return times;
  }

  private static Interval interval(double[] values) {
    Arrays.sort(values);
    int low = (int) Math.floor(OUTSIDE * (values.length - 1));
    return new Interval(values[low], values[values.length - 1 - low]);
  }
}
