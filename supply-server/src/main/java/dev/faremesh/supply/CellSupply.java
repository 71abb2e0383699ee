package dev.faremesh.supply;

import java.util.Arrays;
import java.util.List;

/**
 * The drivers of one cell.
 *
 * @param cell H3 index of resolution 8
 * @param open idle and online
 * @param enRoute on the way to a rider
 * @param onTrip carrying a rider
 * @param dropOffs on a trip that is expected to end in this cell within the horizon
 */
public record CellSupply(long cell, int open, int enRoute, int onTrip, int dropOffs) {
  /** How likely an announced drop-off comes true. */
  private static final double DROP_OFF_PROBABILITY = 0.9;

  /** A cell without drivers. */
  static CellSupply none(long cell) {
    return new CellSupply(cell, 0, 0, 0, 0);
  }

  /** Cells without drivers, in their order. */
  public static List<CellSupply> none(long[] cells) {
    return Arrays.stream(cells).mapToObj(CellSupply::none).toList();
  }

  /** Of the announced drop-offs, those that are likely to come true. */
  double likelyDropOffs() {
    return DROP_OFF_PROBABILITY * dropOffs;
  }
}
