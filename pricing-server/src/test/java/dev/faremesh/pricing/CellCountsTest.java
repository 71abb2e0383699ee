package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CellCountsTest {
  private static final List<Cell> CELLS = Cell.at(Places.TIMES_SQUARE).neighbourhood();
  private static final Cell HERE = CELLS.get(0);
  private static final Cell THERE = CELLS.get(1);

  @Test
  void sumsTheCellsAskedFor() {
    var counts =
        new CellCounts(
            Map.of(
                HERE,
                new CellCount(7.5, 2),
                THERE,
                new CellCount(11.25, 3),
                CELLS.get(2),
                new CellCount(100, 4)));

    assertThat(counts.over(List.of(HERE, THERE))).isEqualTo(18.75);
  }

  @Test
  void unknownCellIsNotZero() {
    var counts = new CellCounts(Map.of(HERE, new CellCount(7.5, 2)));

    assertThatThrownBy(() -> counts.over(List.of(HERE, THERE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(THERE.toString());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -0.001, 1.001e9, Double.POSITIVE_INFINITY})
  void impossibleCountIsRefused(double count) {
    assertThatThrownBy(() -> new CellCount(count, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("count: %s (expected: 0 to 1000000000)", count);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -25.001, 25.001, Double.NEGATIVE_INFINITY})
  void absurdLogarithmIsRefused(double log) {
    assertThatThrownBy(() -> new CellCount(7.5, log))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("log: %s (expected: -25 to 25)", log);
  }
}
