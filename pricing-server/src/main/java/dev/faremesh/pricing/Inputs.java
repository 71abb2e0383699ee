package dev.faremesh.pricing;

import dev.faremesh.pricing.Signal.Live;
import java.time.Instant;
import java.util.Optional;

/**
 * What a price was made from, or should have been.
 *
 * @param supply drivers expected over the horizon
 * @param demand riders expected over the horizon
 */
public record Inputs(Signal<Double> supply, Signal<Double> demand) {
  /** What time it is where the rides are, as the sources tell it; empty when neither does. */
  Optional<Instant> eventTime() {
    return supply.heard().or(demand::heard).map(Freshness::now);
  }

  boolean live() {
    return supply instanceof Live && demand instanceof Live;
  }

  boolean inSameStateAs(Inputs other) {
    return supply.whyNotLive().equals(other.supply.whyNotLive())
        && demand.whyNotLive().equals(other.demand.whyNotLive());
  }
}
