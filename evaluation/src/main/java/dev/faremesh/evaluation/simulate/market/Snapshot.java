package dev.faremesh.evaluation.simulate.market;

import java.util.Arrays;

/**
 * What there is in each cell when a minute begins, by the number of the cell. Filled again each
 * minute; drivers and riders off the map are left out.
 */
public final class Snapshot {
  /** Idle drivers. */
  final int[] open;

  /** Drivers with a rider who will be dropped off here within the horizon. */
  final int[] dropOffs;

  /** Riders who asked, and for whom no driver was found yet. */
  final int[] unmatched;

  /** Riders who asked within the horizon, and whose driver is on the way. */
  final int[] awaited;

  private int[] touched = new int[64];
  private int touchedCount;

  Snapshot(int cells) {
    open = new int[cells];
    dropOffs = new int[cells];
    unmatched = new int[cells];
    awaited = new int[cells];
  }

  void clear() {
    for (int i = 0; i < touchedCount; i++) {
      open[touched[i]] = 0;
      dropOffs[touched[i]] = 0;
      unmatched[touched[i]] = 0;
      awaited[touched[i]] = 0;
    }
    touchedCount = 0;
  }

  /** Counts one more, in one of the four. */
  void count(int[] kind, int cell) {
    if (cell == CellMap.NOWHERE) {
      return;
    }
    if (open[cell] + dropOffs[cell] + unmatched[cell] + awaited[cell] == 0) {
      if (touchedCount == touched.length) {
        touched = Arrays.copyOf(touched, 2 * touchedCount);
      }
      touched[touchedCount++] = cell;
    }
    kind[cell]++;
  }

  /** Sorts the cells in which there is anything; call it when all is counted. */
  void close() {
    Arrays.sort(touched, 0, touchedCount);
  }

  /** In how many cells there is anything. */
  public int size() {
    return touchedCount;
  }

  /** The number of a cell in which there is something, in ascending order. */
  public int cell(int index) {
    return touched[index];
  }

  /** Idle drivers in a cell. */
  public int open(int cell) {
    return open[cell];
  }

  /** Drivers who drop a rider off in a cell within the horizon. */
  public int dropOffs(int cell) {
    return dropOffs[cell];
  }

  /** Riders in a cell who asked, and for whom no driver was found yet. */
  public int unmatched(int cell) {
    return unmatched[cell];
  }

  /** Riders in a cell who asked within the horizon, and whose driver is on the way. */
  public int awaited(int cell) {
    return awaited[cell];
  }
}
