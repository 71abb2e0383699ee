package dev.faremesh.supply;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import java.util.List;

/**
 * Adds up the numbers of cells with those of the rings around them, each ring with its weight.
 *
 * <p>A cell that has a number, or is near one that has, gets a slot, from 1 and for good. The slots
 * around a cell are looked up once, so that a pool costs one addition for each cell with a number
 * and each slot around it. Weights are the same in both directions, so a cell gives its number to
 * those around it instead of fetching theirs.
 */
final class RingPool {
  private static final long NO_CELL = -1;

  private final Grid grid;
  private final int reach;
  private final double[] weights; // by the place within a disk: the cell, the six around it, ...
  private final Long2IntOpenHashMap slots = new Long2IntOpenHashMap();

  private int size = 1; // slot 0 is nobody's: it fills the places that a bent ring lacks
  private long[] cells = {NO_CELL};
  private int[] disks; // by slot, the slots of its disk; all 0 until the cell has a number
  private double[] pools = {0};
  private int[] slotsOfLast = {};

  RingPool(Grid grid, List<Double> ringWeights) {
    this.grid = grid;
    this.reach = ringWeights.size() - 1;
    this.weights = new double[1 + 3 * reach * (reach + 1)];
    for (int ring = 0; ring <= reach; ring++) {
      Arrays.fill(weights, start(ring), start(ring + 1), ringWeights.get(ring));
    }
    this.disks = new int[weights.length];
  }

  private static int start(int ring) {
    return ring == 0 ? 0 : 1 + 3 * ring * (ring - 1);
  }

  /** How many slots there are, the first included, which is nobody's. */
  int size() {
    return size;
  }

  /** The slot of a cell, or 0. */
  int slot(long cell) {
    return slots.get(cell);
  }

  long cell(int slot) {
    return cells[slot];
  }

  /** The slot of a cell, which it gets when it has none. */
  int enter(long cell) {
    int known = slots.get(cell);
    if (known != 0) {
      return known;
    }
    if (size == cells.length) {
      int room = Math.max(64, 2 * size);
      cells = Arrays.copyOf(cells, room);
      disks = Arrays.copyOf(disks, room * weights.length);
      pools = new double[room];
    }
    cells[size] = cell;
    slots.put(cell, size);
    return size++;
  }

  /** The pools by slot; valid until the next call. */
  double[] pool(CellNumbers numbers) {
    int count = numbers.size();
    if (slotsOfLast.length < count) {
      slotsOfLast = Arrays.copyOf(slotsOfLast, 2 * count);
    }
    for (int i = 0; i < count; i++) {
      look(numbers.cell(i), i);
    }
    Arrays.fill(pools, 0, size, 0);
    for (int i = 0; i < count; i++) {
      spread(slotsOfLast[i] * weights.length, numbers.number(i));
    }
    return pools;
  }

  /** Numbers mostly come in the order of the last time, which saves the look-up. */
  private void look(long cell, int index) {
    if (cells[slotsOfLast[index]] != cell) {
      slotsOfLast[index] = enter(cell);
    }
    int slot = slotsOfLast[index];
    if (disks[slot * weights.length] == 0) {
      enterDisk(slot);
    }
  }

  private void enterDisk(int slot) {
    var rings = grid.rings(cells[slot], reach);
    for (int ring = 0; ring <= reach; ring++) {
      int place = start(ring);
      for (long cell : rings.get(ring)) {
        int near = enter(cell); // may move the disks
        disks[slot * weights.length + place++] = near;
      }
    }
  }

  private void spread(int disk, double number) {
    for (int place = 0; place < weights.length; place++) {
      pools[disks[disk + place]] += weights[place] * number;
    }
  }
}
