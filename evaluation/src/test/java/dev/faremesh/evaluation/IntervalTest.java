package dev.faremesh.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntervalTest {
  private static final double[] DAYS =
      new SplittableRandom(5).doubles(100, 0, 1).toArray(); // mean .5, standard deviation .289

  private static double mean(int[] days) {
    return Arrays.stream(days).mapToDouble(day -> DAYS[day]).average().orElseThrow();
  }

  @Test
  void meanOfDaysIsAsSureAsItsStandardError() {
    var interval = Interval.bootstrap(DAYS.length, 1, IntervalTest::mean);
    double middle = Arrays.stream(DAYS).average().orElseThrow();

    assertThat(middle - interval.low()).isCloseTo(1.96 * 0.0289, within(0.01));
    assertThat(interval.high() - middle).isCloseTo(1.96 * 0.0289, within(0.01));
  }

  @Test
  void sameSeedGivesTheSameInterval() {
    assertThat(Interval.bootstrap(DAYS.length, 7, IntervalTest::mean))
        .isEqualTo(Interval.bootstrap(DAYS.length, 7, IntervalTest::mean))
        .isNotEqualTo(Interval.bootstrap(DAYS.length, 8, IntervalTest::mean));
  }
}
