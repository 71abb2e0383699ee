package dev.faremesh.supply.rpc;

import static dev.faremesh.supply.rpc.Messages.TIMES_SQUARE;
import static dev.faremesh.supply.rpc.Messages.TIMES_SQUARE_CELL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.type.v1.Area;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CellsTest {
  private final Cells cells = Cells.load();

  @Test
  void cellsAreReadAsTheyAreWritten() {
    var read = cells.parse(List.of(TIMES_SQUARE_CELL));

    assertThat(read).containsExactly(0x882a100d67fffffL);
    assertThat(Cells.name(read[0])).isEqualTo(TIMES_SQUARE_CELL);
    assertThat(cells.at(TIMES_SQUARE)).isEqualTo(read[0]);
  }

  @Test
  void areaIsItsCentreAndTheRingsAround() {
    var area = cells.in(Area.newBuilder().setCenter(TIMES_SQUARE).setRings(16).build());

    assertThat(area).hasSize(817).startsWith(0x882a100d67fffffL);
    assertThat(Arrays.stream(area).distinct()).hasSize(817);
  }
}
