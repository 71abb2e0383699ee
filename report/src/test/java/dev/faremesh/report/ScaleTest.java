package dev.faremesh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ScaleTest {

  @Test
  void ticksAreRoundAndWithinTheScale() {
    assertThat(Scale.between(0.83, 3.1, 0, 100).ticks(4)).containsExactly(1.0, 2.0, 3.0);
    assertThat(Scale.between(-0.02, 0.11, 0, 100).ticks(3)).containsExactly(0.0, 0.05, 0.1);
  }

  @Test
  void valuesThatAreAllAlikeStillHaveAScale() {
    assertThat(Scale.around(List.of(5.0, 5.0), 0, 100).at(5)).isEqualTo(50);
    assertThat(Scale.around(List.of(Double.NaN), 0, 100).at(0)).isEqualTo(50);
  }

  @Test
  void factorsOfTenTakeTheSameRoom() {
    var scale = Scale.logarithmic(List.of(3.0, Double.NaN, 0.0, 740.0), 300, 0);

    assertThat(scale.ticks(5)).containsExactly(1.0, 10.0, 100.0, 1000.0);
    assertThat(scale.at(1)).isEqualTo(300);
    assertThat(scale.at(100)).isCloseTo(100, within(1e-9));
    assertThat(scale.at(0)).as("below all values").isEqualTo(300);
    assertThat(scale.at(5000)).as("above all values").isEqualTo(0);
    assertThat(scale.at(Double.NaN)).isNaN();
  }

  @Test
  void withoutValuesThereIsALogarithmicScale() {
    assertThat(Scale.logarithmic(List.of(), 0, 100).ticks(5)).containsExactly(1.0, 10.0);
  }

  @Test
  void scaleThatHasNoRoomIsRefused() {
    assertThatThrownBy(() -> Scale.between(7, 7, 0, 100)).hasMessage("low: 7.0 (expected: < 7.0)");
  }
}
