package dev.faremesh.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.demo.CitySnapshot.CellState;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CitySnapshotTest {
  private static final CitySnapshot CITY =
      new CitySnapshot(
          List.of(
              new CellState("a", 7, 3, 11, 5, OptionalDouble.of(1.0)),
              new CellState("b", 2, 13, 17, 9, OptionalDouble.of(2.5)),
              new CellState("c", 4, 1, 19, 0, OptionalDouble.empty())));

  @Test
  void countsAreSumsOverTheCells() {
    assertThat(CITY.open()).isEqualTo(13);
    assertThat(CITY.busy()).isEqualTo(17);
    assertThat(CITY.sessions()).isEqualTo(47);
    assertThat(CITY.requests()).isEqualTo(14);
  }

  @Test
  void surgeIsOfTheCellsWhereItIsKnown() {
    assertThat(CITY.meanSurge()).hasValue(1.75);
    assertThat(CITY.highestSurge()).hasValue(2.5);
    assertThat(CitySnapshot.EMPTY.highestSurge()).isEmpty();
  }

  @Test
  void hottestCellsHaveTheHighestSurgeThenTheMostRiders() {
    assertThat(CITY.hottest(2)).extracting(CellState::cell).containsExactly("b", "c");
  }
}
