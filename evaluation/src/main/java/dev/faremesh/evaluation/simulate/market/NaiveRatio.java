package dev.faremesh.evaluation.simulate.market;

import java.util.Arrays;

/**
 * What most public code does: riders over drivers, right now. Over a cell and its neighbours,
 *
 * <pre>multiplier = clamp(riders / (rho * drivers), 1, cap)</pre>
 *
 * rounded to 0.05, where riders are those who looked within the horizon and those for whom no
 * driver was found yet, and drivers are those whom surge counts: idle, or dropping off here within
 * the horizon, nine in ten of them. No forecast, no smoothing, nothing that damps small counts.
 */
public final class NaiveRatio implements Pricing {
  private static final double STEPS = 20;
  private static final double LIKELY = 0.9;

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

  private double ratio(int cell) {
    int riders = 0;
    double drivers = 0;
    for (int near : map.neighbourhood(cell)) {
      riders += looked[near] + market.unmatched(near);
      drivers += market.open(near) + LIKELY * market.dropOffs(near);
    }
    if (riders == 0) {
      return 1;
    }
    double ratio = riders / (rho * drivers); // infinite without drivers
    return Math.round(Math.clamp(ratio, 1, cap) * STEPS) / STEPS;
  }
}
