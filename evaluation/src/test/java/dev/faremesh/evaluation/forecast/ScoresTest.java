package dev.faremesh.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Three days of two forecasts each. */
class ScoresTest {
  private final Scores scores = scores();

  private static Scores scores() {
    var scores = new Scores(List.of("near", "far"), 3);
    for (int day = 0; day < 3; day++) {
      scores.score(day, 10, 8, 0.5);
      scores.score(day, 0, 2, day == 0 ? 0.95 : 0.4);
      for (int i = 0; i < 2; i++) {
        scores.scoreBaseline(0, day, 10, 10 - 2.5 * (day + 1));
        scores.scoreBaseline(1, day, 10, 0);
      }
    }
    return scores;
  }

  @Test
  void errorsArePooledOverDays() {
    assertThat(scores.rmse()).isEqualTo(2);
    assertThat(scores.rmse("far")).isEqualTo(10);
    assertThat(scores.wape()).isCloseTo(12.0 / 30, within(1e-12));
    assertThat(scores.wape("far")).isCloseTo(60.0 / 30, within(1e-12));
    assertThat(scores.bias()).isCloseTo(0, within(1e-12));
    assertThat(scores.coverage(scores.days())).isCloseTo(5.0 / 6, within(1e-12));
  }

  @Test
  void improvementIsOverTheBestOfTheBaselines() {
    assertThat(scores.improvementOverBest(0)).isCloseTo(1 - 2 / 2.5, within(1e-12));
    assertThat(scores.improvementOverBest(2, 2)).isCloseTo(1 - 2 / 7.5, within(1e-12));
  }

  @Test
  void medianDayIsTheMiddleOneOrBetweenTwo() {
    assertThat(scores.improvementOnMedianDay("near", 0, 1, 2))
        .isCloseTo(1 - 2 / 5.0, within(1e-12));
    assertThat(scores.improvementOnMedianDay("near", 0, 1))
        .isCloseTo((1 - 2 / 2.5 + 1 - 2 / 5.0) / 2, within(1e-12));
  }

  @Test
  void unknownBaselineIsRefused() {
    assertThatThrownBy(() -> scores.rmse("nearest"))
        .hasMessage("baseline: nearest (expected: one of [near, far])");
  }
}
