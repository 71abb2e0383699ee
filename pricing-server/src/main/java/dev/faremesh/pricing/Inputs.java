package dev.faremesh.pricing;

import dev.faremesh.pricing.Signal.Live;

/**
 * What a price was made from, or should have been.
 *
 * @param supply drivers expected over the horizon
 * @param demand riders expected over the horizon
 */
public record Inputs(Signal<Double> supply, Signal<Double> demand) {
  boolean live() {
    return supply instanceof Live && demand instanceof Live;
  }

  boolean inSameStateAs(Inputs other) {
    return supply.whyNotLive().equals(other.supply.whyNotLive())
        && demand.whyNotLive().equals(other.demand.whyNotLive());
  }
}
