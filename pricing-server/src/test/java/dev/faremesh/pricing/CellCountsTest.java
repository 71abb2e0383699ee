package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CellCountsTest {
  private static final List<Cell> CELLS = Cell.at(Places.TIMES_SQUARE).neighbourhood();
  private static final Cell HERE = CELLS.get(0);
  private static final Cell THERE = CELLS.get(1);

  @Test
  void sumsTheCellsAskedFor() {
    var counts = new CellCounts(Map.of(HERE, 7.5, THERE, 11.25, CELLS.get(2), 100.0));

    assertThat(counts.over(List.of(HERE, THERE))).isEqualTo(18.75);
  }

  @Test
  void unknownCellIsNotZero() {
    var counts = new CellCounts(Map.of(HERE, 7.5));

    assertThatThrownBy(() -> counts.over(List.of(HERE, THERE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(THERE.toString());
  }

  @Test
  void impossibleCountIsRefused() {
    assertThatThrownBy(() -> new CellCounts(Map.of(HERE, -7.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("882a100d67fffff: -7.5 (expected: 0 to 1000000000)");
  }
}
