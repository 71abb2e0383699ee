package dev.faremesh.pricing;

import dev.faremesh.pricing.Signal.Live;
import java.util.List;

/**
 * What a price was made from, or should have been.
 *
 * @param supply drivers expected over the horizon
 * @param demand riders expected over the horizon
 */
public record Inputs(Signal<Double> supply, Signal<Double> demand) {
  /** The sums over some cells. */
  static Inputs over(List<Cell> cells, Signal<CellCounts> supply, Signal<CellCounts> demand) {
    return new Inputs(
        supply.map(counts -> counts.over(cells)), demand.map(counts -> counts.over(cells)));
  }

  boolean live() {
    return supply instanceof Live && demand instanceof Live;
  }

  boolean inSameStateAs(Inputs other) {
    return supply.whyNotLive().equals(other.supply.whyNotLive())
        && demand.whyNotLive().equals(other.demand.whyNotLive());
  }
}
