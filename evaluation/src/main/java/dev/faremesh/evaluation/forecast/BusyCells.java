package dev.faremesh.evaluation.forecast;

import dev.faremesh.demand.forecast.WeekSlots;
import dev.faremesh.evaluation.Pickups;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.io.IOException;
import java.time.LocalDate;

/**
 * What was counted in the cells that had at least half a pickup per slot in training: in quieter
 * ones errors say little.
 */
final class BusyCells {
  private static final double LEAST_PER_SLOT = 0.5;

  private final long[] cells;
  private final long firstSlot;
  private final int trainingSlots;
  private final int[][] counts;

  private BusyCells(long[] cells, long firstSlot, int trainingSlots, int[][] counts) {
    this.cells = cells;
    this.firstSlot = firstSlot;
    this.trainingSlots = trainingSlots;
    this.counts = counts;
  }

  /**
   * Counts them.
   *
   * @throws IOException when no cell is busy enough
   */
  static BusyCells of(Pickups pickups, Split split) throws IOException {
    long first = Split.firstSlot(split.training().getFirst(), Pickups.ZONE);
    long test = Split.firstSlot(split.test().getFirst(), Pickups.ZONE);
    long end = Split.firstSlot(split.test().getLast().plusDays(1), Pickups.ZONE);
    var totals = new Long2IntOpenHashMap();
    for (int i = 0; i < pickups.count(); i++) {
      if (WeekSlots.at(pickups.at(i)) < test) {
        totals.addTo(pickups.cell(i), 1);
      }
    }
    double least = LEAST_PER_SLOT * slotsOf(split);
    var cells = totals.keySet().longStream().filter(c -> totals.get(c) >= least).sorted().toArray();
    if (cells.length == 0) {
      throw new IOException(
          "busy cells: 0 (expected: at least one with %s pickups per five minutes)"
              .formatted(LEAST_PER_SLOT));
    }
    var counts = new int[cells.length][(int) (end - first)];
    count(pickups, first, cells, counts);
    return new BusyCells(cells, first, (int) (test - first), counts);
  }

  private static long slotsOf(Split split) {
    long slots = 0;
    for (LocalDate day : split.training()) {
      slots += Split.firstSlot(day.plusDays(1), Pickups.ZONE) - Split.firstSlot(day, Pickups.ZONE);
    }
    return slots;
  }

  private static void count(Pickups pickups, long first, long[] cells, int[][] counts) {
    var places = new Long2IntOpenHashMap();
    places.defaultReturnValue(-1);
    for (int i = 0; i < cells.length; i++) {
      places.put(cells[i], i);
    }
    for (int i = 0; i < pickups.count(); i++) {
      int place = places.get(pickups.cell(i));
      if (place >= 0) {
        counts[place][(int) (WeekSlots.at(pickups.at(i)) - first)]++;
      }
    }
  }

  int size() {
    return cells.length;
  }

  /** The H3 cell at a place, from 0. */
  long cell(int place) {
    return cells[place];
  }

  /** The slot of time at which the counts begin. */
  long firstSlot() {
    return firstSlot;
  }

  /** How many slots are training's. */
  int trainingSlots() {
    return trainingSlots;
  }

  /** How many slots there are, training's and those after. */
  int slots() {
    return counts[0].length;
  }

  /** What was counted in a cell in one slot. */
  int count(int place, int slot) {
    return counts[place][slot];
  }

  /** What was counted in a cell in so many slots together. */
  int count(int place, int slot, int width) {
    int count = 0;
    for (int i = slot; i < slot + width; i++) {
      count += counts[place][i];
    }
    return count;
  }
}
