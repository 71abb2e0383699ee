package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class CellTest {
  private static final Cell CELL = Cell.at(Places.TIMES_SQUARE);

  @Test
  void isNamedAsInTheContracts() {
    assertThat(CELL).hasToString("882a100d67fffff");
  }

  @Test
  void neighbourhoodIsTheCellAndThenItsSixNeighbours() {
    assertThat(CELL.neighbourhood()).hasSize(7).doesNotHaveDuplicates().startsWith(CELL);
  }

  @Test
  void pentagonHasFiveNeighbours() {
    var pentagon = new Cell(0x8808000001fffffL);

    assertThat(pentagon.neighbourhood()).hasSize(6).startsWith(pentagon);
  }

  @Test
  void diskGoesFromTheInsideOutwards() {
    var disk = CELL.disk(3);

    assertThat(disk).hasSize(37).doesNotHaveDuplicates();
    assertThat(disk.subList(0, 7)).isEqualTo(CELL.neighbourhood());
    assertThat(disk.subList(0, 19)).isEqualTo(CELL.disk(2));
  }

  @Test
  void indexOfAnotherResolutionIsRefused() {
    assertThatThrownBy(() -> new Cell(0x892a100d67fffffL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cell: 892a100d67fffff (expected: an H3 index of resolution 8)");
  }
}
