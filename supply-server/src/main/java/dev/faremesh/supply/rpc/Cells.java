package dev.faremesh.supply.rpc;

import com.google.type.LatLng;
import com.uber.h3core.H3Core;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.type.v1.Area;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The H3 cells of the contract: 15 hexadecimal digits there, a long here. Safe for use by threads.
 */
public final class Cells {
  private static final int RESOLUTION = 8;
  private static final int DIGITS = 15;

  private final H3Core h3;

  private Cells(H3Core h3) {
    this.h3 = h3;
  }

  /**
   * Loads H3, which is native code, and calls it once: it takes a moment, so do it before SERVING.
   *
   * @throws UncheckedIOException when this platform has no H3
   */
  public static Cells load() {
    try {
      var cells = new Cells(H3Core.newInstance());
      var _ = cells.in(Area.newBuilder().setRings(1).build());
      return cells;
    } catch (IOException e) {
      throw new UncheckedIOException("H3 cannot be loaded: " + e.getMessage(), e);
    }
  }

  /** The cell of a position on earth. */
  long at(LatLng position) {
    return h3.latLngToCell(position.getLatitude(), position.getLongitude(), RESOLUTION);
  }

  /** The cells of an area, from its centre outwards. */
  long[] in(Area area) {
    return h3.gridDisk(at(area.getCenter()), area.getRings()).stream()
        .mapToLong(Long::longValue)
        .toArray();
  }

  /** The rings around a cell: a {@link dev.faremesh.supply.Grid}. */
  public List<long[]> rings(long cell, int reach) {
    return h3.gridDiskDistances(cell, reach).stream()
        .map(ring -> ring.stream().mapToLong(Long::longValue).toArray())
        .toList();
  }

  /**
   * Reads cells.
   *
   * @param names that keep the pattern of the contract
   * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT CELL_INVALID when one is no cell
   */
  long[] parse(List<String> names) {
    var cells = new long[names.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = parse(names.get(i));
    }
    return cells;
  }

  private long parse(String name) {
    long cell = HexFormat.fromHexDigitsToLong(name);
    if (!h3.isValidCell(cell)) {
      throw ErrorStatus.of(
          Status.Code.INVALID_ARGUMENT,
          "CELL_INVALID",
          "cell: %s (expected: an H3 index of resolution %d)".formatted(name, RESOLUTION),
          Map.of("cell", name));
    }
    return cell;
  }

  /** Writes a cell. */
  static String name(long cell) {
    return HexFormat.of().toHexDigits(cell, DIGITS);
  }
}
