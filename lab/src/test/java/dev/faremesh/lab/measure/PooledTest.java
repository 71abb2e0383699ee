package dev.faremesh.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.lab.result.Measure;
import dev.faremesh.lab.result.RunResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PooledTest {
  @Test
  void sharesByTheirMean() {
    assertThat(Pooled.of(runs(Measure.AVAILABILITY, 0.5, 1, 0.75)))
        .containsExactly(Map.entry(Measure.AVAILABILITY, 0.75));
  }

  @Test
  void latenciesByTheirMedian() {
    assertThat(Pooled.of(runs(Measure.P99_DURING, 7, 900, 11)))
        .containsEntry(Measure.P99_DURING, 11.0);
    assertThat(Pooled.of(runs(Measure.P99_DURING, 7, 11))).containsEntry(Measure.P99_DURING, 9.0);
  }

  @Test
  void timesToRecoverByTheLongest() {
    assertThat(Pooled.of(runs(Measure.RECOVERED, 1.5, Double.POSITIVE_INFINITY, 2)))
        .containsEntry(Measure.RECOVERED, Double.POSITIVE_INFINITY);
  }

  @Test
  void runsWithoutAValueDoNotCount() {
    var runs =
        Stream.concat(
                runs(Measure.PRICE_ERROR, 0.25, 0.5).stream(), runs(Measure.SLOPE, 1).stream())
            .toList();

    assertThat(Pooled.of(runs).get(Measure.PRICE_ERROR)).isEqualTo(0.375);
  }

  private static List<RunResult> runs(Measure measure, double... values) {
    return Arrays.stream(values)
        .mapToObj(
            value -> new RunResult(7, Map.of(measure, value), List.of(), List.of(), List.of()))
        .toList();
  }
}
