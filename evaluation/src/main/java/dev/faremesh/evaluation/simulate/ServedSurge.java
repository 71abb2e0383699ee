package dev.faremesh.evaluation.simulate;

import dev.faremesh.demand.DemandIndex;
import dev.faremesh.evaluation.simulate.market.CellMap;
import dev.faremesh.evaluation.simulate.market.Pricing;
import dev.faremesh.evaluation.simulate.market.Snapshot;
import dev.faremesh.pricing.SurgeLimits;
import dev.faremesh.supply.CellSupply;
import dev.faremesh.supply.SupplyIndex;

/**
 * Surge as it is served: demand-server's index of demand, supply-server's index of supply, and
 * pricing-server's formula, blend, limits and rounding. Used by one thread, for one run.
 */
final class ServedSurge implements Pricing {
  static final boolean AWAITED = Boolean.getBoolean("awaited");
  private final CellMap map;
  private final Weights weights;
  private final DemandPath path;
  private final Spot[] spots;
  private final DemandIndex demand;
  private final SupplyIndex supply;
  private final dev.faremesh.demand.CellNumbers riders = new dev.faremesh.demand.CellNumbers();
  private final dev.faremesh.supply.CellNumbers drivers = new dev.faremesh.supply.CellNumbers();

  /**
   * Before the evening.
   *
   * @param spots where each rider is
   */
  ServedSurge(CellMap map, Weights weights, DemandPath path, Spot[] spots) {
    this.map = map;
    this.weights = weights;
    this.path = path;
    this.spots = spots;
    this.demand = new DemandIndex(weights.demand(), map::rings);
    this.supply = new SupplyIndex(weights.supply(), map::rings);
  }

  @Override
  public void minute(int minute, Snapshot market) {
    riders.clear();
    var expected = path.expected()[minute];
    for (int i = 0; i < expected.length; i++) {
      int cell = path.cells()[i];
      double open = market.unmatched(cell) + (AWAITED ? market.awaited(cell) : 0);
      if (expected[i] + open > 0) {
        riders.add(map.cell(cell), expected[i] + open);
      }
    }
    drivers.clear();
    for (int i = 0; i < market.size(); i++) {
      int cell = market.cell(i);
      var counts = new CellSupply(map.cell(cell), market.open(cell), 0, 0, market.dropOffs(cell));
      drivers.add(counts.cell(), counts.expectedAvailable());
    }
    if (minute == 0) {
      demand.follow(riders);
      supply.follow(drivers);
    } else {
      demand.tick(riders);
      supply.tick(drivers);
    }
  }

  @Override
  public double multiplier(int rider) {
    var spot = spots[rider];
    var cells = spot.cells();
    var logs = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      logs[i] = weights.pricing().logMultiplier(supply.at(cells[i]), demand.at(cells[i]));
    }
    return SurgeLimits.NONE.apply(spot.blend().of(logs)).value();
  }
}
