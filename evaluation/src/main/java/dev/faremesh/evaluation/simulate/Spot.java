package dev.faremesh.evaluation.simulate;

import dev.faremesh.pricing.SurgeBlend;
import dev.faremesh.pricing.SurgeLimits;
import java.util.function.LongToDoubleFunction;

/** Where a rider looks from: the cells that make the price there. */
final class Spot {
  private final long[] cells;
  private final SurgeBlend blend;

  /**
   * A spot.
   *
   * @param cells the one that holds the rider, and its neighbours
   * @param blend of their prices
   */
  Spot(long[] cells, SurgeBlend blend) {
    this.cells = cells;
    this.blend = blend;
  }

  /** What a rider is asked here, by the logarithms of the cells' multipliers. */
  double multiplier(LongToDoubleFunction logMultipliers) {
    var logs = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      logs[i] = logMultipliers.applyAsDouble(cells[i]);
    }
    return SurgeLimits.NONE.apply(blend.of(logs)).value();
  }
}
