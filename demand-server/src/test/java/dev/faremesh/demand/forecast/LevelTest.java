package dev.faremesh.demand.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LevelTest {
  @Test
  void ordinaryCountMovesTheLevelByItsShareOfWhatIsRemembered() {
    var level = Level.asExpected(8).after(5, 3, 8, Memory.CELL);

    assertThat(level.shape()).isCloseTo(0.9 * 8 + 0.1 * 8 + 5, within(1e-12));
    assertThat(level.rate()).isCloseTo(0.9 * 8 + 0.1 * 8 + 3, within(1e-12));
    assertThat(level.doubt()).isEqualTo(0);
  }

  @Test
  void countThatCannotBeChanceSpeaksLouderThanThePast() {
    var level = Level.asExpected(8).after(40, 4, 8, Memory.CELL);

    assertThat(level.mean()).isBetween(8.0, 10.0);
  }

  @Test
  void cityIsNotStartledByACount() {
    var level = Level.asExpected(50).after(100, 20, 50, Memory.CITY);

    assertThat(level.mean()).isCloseTo(150.0 / 70, within(1e-12));
  }

  @Test
  void profileIsTrustedAgainByAndBy() {
    var level = Level.asExpected(8).after(40, 4, 8, Memory.CELL);
    for (int slot = 0; slot < 60; slot++) {
      level = level.after(4, 4, 8, Memory.CELL);
    }

    assertThat(level.doubt()).isLessThan(0.01);
    assertThat(level.mean()).isCloseTo(1, within(0.02));
  }

  @Test
  void levelGoesBackToOneAsNothingIsHeard() {
    var level = new Level(30, 10, 0);

    assertThat(level.ahead(0, 8, Memory.CELL).mean()).isEqualTo(3);
    assertThat(level.ahead(1, 8, Memory.CELL).mean()).isCloseTo(27.8 / 9.8, within(1e-12));
    assertThat(level.ahead(1_000_000, 8, Memory.CELL).mean()).isEqualTo(1);
  }
}
