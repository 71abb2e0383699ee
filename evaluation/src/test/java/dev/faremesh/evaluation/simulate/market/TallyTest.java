package dev.faremesh.evaluation.simulate.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void percentileOfWaitsIsWhereThatShareOfRidesIs() {
    var tally = new Tally(60);
    for (int second = 0; second < 1000; second++) {
      tally.wait(second);
    }
    assertThat(tally.waitMinutes(0.95) * 60).isCloseTo(950, within(0.1));
    assertThat(tally.waitMinutes(0.5) * 60).isCloseTo(500, within(0.1));
  }

  @Test
  void pooledPercentileIsThatOfAllRidesAndNotAMeanOfPercentiles() {
    var quick = new Tally(60);
    var slow = new Tally(60);
    for (int ride = 0; ride < 99; ride++) {
      quick.wait(60);
    }
    slow.wait(600);
    var both = new Tally(60);
    both.add(quick, 1);
    both.add(slow, 1);
    assertThat(both.waitMinutes(0.95)).isCloseTo(1, within(0.1));
    both.add(slow, 20);
    assertThat(both.waitMinutes(0.95)).isCloseTo(10, within(0.1));
  }

  @Test
  void sumsAddUpAsOftenAsIsSaid() {
    var day = new Tally(60);
    day.add(Sum.WORTH, 70);
    day.add(Sum.REVENUE, 30);
    day.add(Sum.WAIT_COST, 6);
    day.add(Sum.DRIVING_COST, 5);
    day.ask(7, 1.5);
    var pooled = day.empty();
    pooled.add(day, 3);
    assertThat(pooled.welfare()).isEqualTo(3 * (70 - 6 - 5));
    assertThat(pooled.riderSurplus()).isEqualTo(3 * (70 - 30 - 6));
    assertThat(pooled.meanMultiplier(1)).isEqualTo(1.5);
    assertThat(pooled.meanMultiplier(0)).isEqualTo(1);
  }

  @Test
  void nothingOverNothingIsNothing() {
    assertThat(new Tally(60).ratio(Sum.COMPLETED, Sum.SESSIONS)).isZero();
  }
}
