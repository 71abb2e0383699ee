package dev.faremesh.supply;

import java.util.Arrays;

/**
 * The smoothed logarithm of the supply of each cell of one product and of the rings around it, as
 * {@code faremesh.type.v1.Balance} defines {@code log_supply}. It moves once an event minute, half
 * of the way down, for that is towards scarcity, and less of it up, and no further than half of
 * what the multiplier may move: demand has the other half.
 *
 * <p>A cell where nothing is, and nothing is near, is at the equilibrium of an empty market and
 * takes no room once it is back there. The same numbers in the same order give the same index.
 *
 * <p>Not safe for use by threads.
 */
public final class SupplyIndex {
  /** A distance from the equilibrium that moves no price. */
  private static final double NEAR = 1e-9;

  private static final int FEW = 64;

  private final SupplyBalance balance;
  private final Grid grid;
  private final double equilibrium;
  private final double steepestRise;
  private final double steepestFall;
  private RingPool pool;
  private double[] index = {0};
  private int known = 1;

  /** Every cell is at the equilibrium of an empty market. */
  public SupplyIndex(SupplyBalance balance, Grid grid) {
    this.balance = balance;
    this.grid = grid;
    this.equilibrium = Math.log(balance.kappa());
    this.steepestRise = balance.steepestRise();
    this.steepestFall = balance.steepestFall();
    this.pool = new RingPool(grid, balance.ringWeights());
  }

  /**
   * A minute has passed.
   *
   * @param supply open drivers and likely drop-offs of each cell that has any
   */
  public void tick(CellNumbers supply) {
    move(supply, true);
  }

  /**
   * A minute has passed in which too little is known to smooth: the index is where the supply is. A
   * server that starts would otherwise climb from an empty market, at another pace than the owner
   * of demand.
   */
  public void follow(CellNumbers supply) {
    move(supply, false);
  }

  private void move(CellNumbers supply, boolean smoothly) {
    var pools = pool.pool(supply);
    makeRoom();
    int resting = 0;
    for (int slot = 1; slot < known; slot++) {
      double pooled = pools[slot];
      double raw = pooled <= balance.reserve() ? equilibrium : raw(pooled);
      double gap = raw - index[slot];
      if (!smoothly || Math.abs(gap) < NEAR) {
        index[slot] = raw;
        resting += pooled == 0 ? 1 : 0;
      } else {
        index[slot] += step(gap);
      }
    }
    if (resting > FEW && resting > known / 2) {
      forgetResting(pools);
    }
  }

  private double raw(double pooled) {
    return Math.log(pooled - balance.reserve() + balance.kappa());
  }

  private double step(double gap) {
    return gap < 0
        ? Math.max(balance.gainUp() * gap, -steepestFall)
        : Math.min(balance.gainDown() * gap, steepestRise);
  }

  private void makeRoom() {
    int size = pool.size();
    if (size > index.length) {
      index = Arrays.copyOf(index, Math.max(size, 2 * index.length));
    }
    Arrays.fill(index, known, size, equilibrium);
    known = size;
  }

  private void forgetResting(double[] pools) {
    var kept = new RingPool(grid, balance.ringWeights());
    var keptIndex = new double[known];
    for (int slot = 1; slot < known; slot++) {
      if (pools[slot] != 0 || index[slot] != equilibrium) {
        keptIndex[kept.enter(pool.cell(slot))] = index[slot];
      }
    }
    pool = kept;
    index = keptIndex;
    known = kept.size();
  }

  /** The index at a cell. */
  public double at(long cell) {
    int slot = pool.slot(cell);
    return slot == 0 ? equilibrium : index[slot];
  }

  /** Puts every cell back to the equilibrium of an empty market. */
  public void clear() {
    pool = new RingPool(grid, balance.ringWeights());
    index = new double[] {0};
    known = 1;
  }

  int cellsKept() {
    return known - 1;
  }

  @Override
  public String toString() {
    return "SupplyIndex[cells=%d]".formatted(cellsKept());
  }
}
