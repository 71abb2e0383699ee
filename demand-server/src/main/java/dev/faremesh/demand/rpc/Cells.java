package dev.faremesh.demand.rpc;

import com.uber.h3core.H3Core;
import dev.faremesh.demand.Position;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.type.v1.Area;
import io.grpc.Status;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** H3 cells of resolution 8: numbers in memory, 15 hexadecimal digits in the contract. */
public final class Cells {
  private static final int RESOLUTION = 8;

  private final H3Core h3;

  private Cells(H3Core h3) {
    this.h3 = h3;
  }

  /** Loads H3's native library and uses it once, which takes a while: do it before SERVING. */
  public static Cells warmed() {
    try {
      var cells = new Cells(H3Core.newInstance());
      var _ = cells.h3.gridDisk(cells.at(new Position(0, 0)), 1);
      return cells;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load the native library of H3", e);
    }
  }

  /** The cell that holds a place. */
  long at(Position position) {
    return h3.latLngToCell(position.lat(), position.lon(), RESOLUTION);
  }

  /** The cells of an area. */
  LongList of(Area area) {
    return new LongArrayList(
        h3.gridDisk(at(RideMessages.position(area.getCenter())), area.getRings()));
  }

  /** The rings around a cell: a {@link dev.faremesh.demand.Grid}. */
  public List<long[]> rings(long cell, int reach) {
    return h3.gridDiskDistances(cell, reach).stream()
        .map(ring -> ring.stream().mapToLong(Long::longValue).toArray())
        .toList();
  }

  /**
   * Reads cells that have the shape which the contract wants.
   *
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT CELL_INVALID when H3 has no such cell
   */
  LongList parse(List<String> texts) {
    var cells = new LongArrayList(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      long cell = Long.parseLong(texts.get(i), 16);
      if (!h3.isValidCell(cell)) {
        throw invalid("cells[%d]".formatted(i), texts.get(i));
      }
      cells.add(cell);
    }
    return cells;
  }

  private static RuntimeException invalid(String field, String text) {
    return ErrorStatus.of(
        Status.Code.INVALID_ARGUMENT,
        "CELL_INVALID",
        "%s: %s (expected: an H3 cell of resolution 8)".formatted(field, text),
        Map.of("field", field, "cell", text));
  }

  static String text(long cell) {
    return Long.toHexString(cell);
  }
}
