package dev.faremesh.evaluation.simulate;

import dev.faremesh.demand.DemandIndex;
import dev.faremesh.evaluation.simulate.market.CellMap;
import dev.faremesh.evaluation.simulate.market.Pricing;
import dev.faremesh.evaluation.simulate.market.Snapshot;
import dev.faremesh.supply.CellSupply;
import dev.faremesh.supply.SupplyIndex;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/**
 * Surge as it is served: demand-server's index of demand, supply-server's index of supply, and
 * pricing-server's formula, blend, limits and rounding. Used by one thread, for one run.
 */
final class ServedSurge implements Pricing {
  private final CellMap map;
  private final Weights weights;
  private final DemandPath path;
  private final List<Spot> spots;
  private final DemandIndex demand;
  private final SupplyIndex supply;
  private final dev.faremesh.demand.CellNumbers riders = new dev.faremesh.demand.CellNumbers();
  private final dev.faremesh.supply.CellNumbers drivers = new dev.faremesh.supply.CellNumbers();
  private boolean heardDemand;
  private boolean heardSupply;

  /**
   * Before the evening.
   *
   * @param path the sessions that demand-server expects
   * @param spots where each rider is
   */
  ServedSurge(CellMap map, Weights weights, DemandPath path, List<Spot> spots) {
    this.map = map;
    this.weights = weights;
    this.path = path;
    this.spots = spots;
    this.demand = new DemandIndex(weights.demand(), map::rings);
    this.supply = new SupplyIndex(weights.supply(), map::rings);
  }

  @Override
  public void minute(int minute, Snapshot market) {
    hearDemand(minute, market);
    hearSupply(market);
  }

  /** Sessions to expect, and rides that were asked for and have not started. */
  void hearDemand(int minute, Snapshot market) {
    riders.clear();
    for (int place = 0; place < path.size(); place++) {
      int cell = path.cell(place);
      double count = path.expected(minute, place) + market.unmatched(cell) + market.awaited(cell);
      if (count > 0) {
        riders.add(map.cell(cell), count);
      }
    }
    if (heardDemand) {
      demand.tick(riders);
    } else {
      demand.follow(riders);
    }
    heardDemand = true;
  }

  void hearSupply(Snapshot market) {
    drivers.clear();
    for (int i = 0; i < market.size(); i++) {
      int cell = market.cell(i);
      var counts = new CellSupply(map.cell(cell), market.open(cell), 0, 0, market.dropOffs(cell));
      double likely = counts.open() + counts.likelyDropOffs();
      if (likely > 0) {
        drivers.add(counts.cell(), likely);
      }
    }
    tickSupply();
  }

  /** A minute in which what is missing is taken for zero. */
  void hearNoDrivers() {
    drivers.clear();
    tickSupply();
  }

  private void tickSupply() {
    if (heardSupply) {
      supply.tick(drivers);
    } else {
      supply.follow(drivers);
    }
    heardSupply = true;
  }

  /** The feed of supply broke off: when it is back, its index begins anew. */
  void loseSupply() {
    heardSupply = false;
  }

  /** The logarithm of a cell's multiplier, by what was heard last. */
  double logMultiplier(long cell) {
    return weights.pricing().logMultiplier(supply.at(cell), demand.at(cell));
  }

  @Override
  public double multiplier(int rider) {
    return multiplier(rider, this::logMultiplier);
  }

  /** What a rider is asked when the cells have other multipliers than they should. */
  double multiplier(int rider, LongToDoubleFunction logMultipliers) {
    return spots.get(rider).multiplier(logMultipliers);
  }
}
