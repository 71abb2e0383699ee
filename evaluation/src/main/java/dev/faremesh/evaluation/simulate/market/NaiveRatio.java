package dev.faremesh.evaluation.simulate.market;

import java.util.Arrays;

/**
 * What most public code does: riders over drivers, right now. Over a cell and its neighbours,
 *
 * <pre>multiplier = clamp(riders / (rho * idle drivers), 1, cap)</pre>
 *
 * rounded to 0.05, where riders are those who looked within the horizon and those who wait for a
 * driver to be found. No forecast, no smoothing, nothing that damps small counts.
 */
public final class NaiveRatio implements Pricing {
  private static final double STEPS = 20;

  private final CellMap map;
  private final Sessions sessions;
  private final int horizonMinutes;
  private final double rho;
  private final double cap;
  private final int[] looked;
  private final double[] multiplier;
  private Snapshot market;

  /**
   * A policy for one run.
   *
   * @param rho riders that a driver serves within the horizon
   * @param cap the highest multiplier
   */
  public NaiveRatio(CellMap map, Sessions sessions, int horizonMinutes, double rho, double cap) {
    this.map = map;
    this.sessions = sessions;
    this.horizonMinutes = horizonMinutes;
    this.rho = rho;
    this.cap = cap;
    this.looked = new int[map.size()];
    this.multiplier = new double[map.size()];
    this.market = new Snapshot(map.size());
  }

  @Override
  public void minute(int begun, Snapshot snapshot) {
    market = snapshot;
    count(begun - 1, 1);
    count(begun - 1 - horizonMinutes, -1);
    Arrays.fill(multiplier, 0);
  }

  private void count(int inMinute, int step) {
    if (inMinute < 0) {
      return;
    }
    for (int r = sessions.firstOf(inMinute); r < sessions.firstOf(inMinute + 1); r++) {
      looked[sessions.cell[r]] += step;
    }
  }

  @Override
  public double multiplier(int rider) {
    int cell = sessions.cell[rider];
    if (multiplier[cell] == 0) {
      multiplier[cell] = ratio(cell);
    }
    return multiplier[cell];
  }

  private int[] near(int cell) {
    if (!Boolean.getBoolean("n2")) return map.neighbourhood(cell);
    return map.rings(map.cell(cell),2).stream().flatMapToLong(Arrays::stream).mapToInt(map::number).filter(x->x>=0).toArray();
  }
  private double ratio(int cell) {
    int riders = 0;
    int drivers = 0;
    for (int near : near(cell)) {
      riders += looked[near] + market.unmatched(near);
      drivers += market.open(near) + (Boolean.getBoolean("ndrop")?market.dropOffs(near):0);
    }
    if (riders == 0) {
      return 1;
    }
    double ratio = riders / (rho * drivers); // infinite without drivers
    return Math.round(Math.clamp(ratio, 1, cap) * STEPS) / STEPS;
  }
}
