package dev.faremesh.pricing;

import com.uber.h3core.H3Core;
import com.uber.h3core.util.LatLng;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A hexagon of H3 resolution 8, 0.74 km² on average. The first use loads the native library, which
 * takes long: do it before serving.
 *
 * @param index of H3
 */
public record Cell(long index) {
  private static final int RESOLUTION = 8;
  private static final H3Core H3 = load();

  public Cell {
    if (index >>> 52 != 0x88) { // the digits of mode and resolution
      throw new IllegalArgumentException(
          "cell: %x (expected: an H3 index of resolution 8)".formatted(index));
    }
  }

  /** The cell that holds a position. */
  public static Cell at(Position position) {
    return new Cell(H3.latLngToCell(position.latitude(), position.longitude(), RESOLUTION));
  }

  /** Itself, then its neighbours: six, or five beside one of the grid's twelve pentagons. */
  public List<Cell> neighbourhood() {
    return disk(1);
  }

  /** Its middle. */
  public Position center() {
    return position(H3.cellToLatLng(index));
  }

  /** Where it meets two others: six, or five of a pentagon. */
  List<Position> corners() {
    return H3.cellToBoundary(index).stream().map(Cell::position).toList();
  }

  /** Itself, then the rings of cells around it, from the inside outwards. */
  public List<Cell> disk(int rings) {
    return H3.gridDiskDistances(index, rings).stream()
        .flatMap(List::stream)
        .map(Cell::new)
        .toList();
  }

  /** As in the contracts: 15 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return Long.toHexString(index);
  }

  private static Position position(LatLng point) {
    return new Position(point.lat, point.lng);
  }

  private static H3Core load() {
    try {
      return H3Core.newInstance();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot load the native library of H3", e);
    }
  }
}
