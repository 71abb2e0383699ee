package dev.faremesh.evaluation.simulate;

import static dev.faremesh.evaluation.simulate.Cluster.tally;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faremesh.evaluation.simulate.market.Sum;
import dev.faremesh.evaluation.simulate.market.Tally;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClustersTest {
  private static double mean(Map<String, Tally> days) {
    return tally(days, "x").ratio(Sum.WORTH, Sum.SESSIONS);
  }

  private static Clusters<String> days(double... worths) {
    return new Clusters<>(
        Arrays.stream(worths)
            .mapToObj(worth -> {
              var tally = new Tally(60);
              tally.add(Sum.SESSIONS, 10);
              tally.add(Sum.WORTH, 10 * worth);
              return new Cluster<>("day", Map.of("x", tally));
            })
            .toList());
  }

  private static Estimate estimate(Clusters<String> days) {
    return days.estimates(List.of(ClustersTest::mean)).getFirst();
  }

  @Test
  void daysThatAreAlikeLeaveNoDoubt() {
    var estimate = estimate(days(7, 7, 7, 7));
    assertThat(estimate.value()).isEqualTo(7);
    assertThat(estimate.margin()).isZero();
  }

  @Test
  void intervalIsThatOfTheMeanOfDays() {
    var worths = new double[100];
    Arrays.setAll(worths, day -> day % 2 == 0 ? 4 : 6); // standard error of the mean: 0.1
    var estimate = estimate(days(worths));
    assertThat(estimate.value()).isCloseTo(5, within(1e-12));
    assertThat(estimate.interval().low()).isCloseTo(5 - 0.196, within(0.03));
    assertThat(estimate.interval().high()).isCloseTo(5 + 0.196, within(0.03));
  }

  @Test
  void moreSeedsOfADayAreNoMoreDays() {
    var once = days(1, 2, 3, 4, 9);
    var pooled =
        once.clusters().stream()
            .map(day -> {
              var fiveSeeds = new Tally(60);
              fiveSeeds.add(tally(day.tallies(), "x"), 5);
              return new Cluster<>(day.label(), Map.of("x", fiveSeeds));
            })
            .toList();
    assertThat(estimate(new Clusters<>(pooled)).interval()).isEqualTo(estimate(once).interval());
  }

  @Test
  void sameDaysGiveTheSameInterval() {
    assertThat(estimate(days(3, 8, 1))).isEqualTo(estimate(days(3, 8, 1)));
  }

  @Test
  void statisticsAreEstimatedFromTheSameDraws() {
    var estimates = days(3, 8, 1, 5).estimates(List.of(ClustersTest::mean, days -> 2 * mean(days)));
    assertThat(estimates.get(1).interval().high())
        .isEqualTo(2 * estimates.get(0).interval().high());
  }
}
