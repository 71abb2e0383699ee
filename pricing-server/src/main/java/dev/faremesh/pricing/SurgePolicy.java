package dev.faremesh.pricing;

import dev.faremesh.pricing.Signal.Live;
import java.time.Duration;
import java.util.Optional;

/**
 * How scarcity becomes a price. Over a cell and its neighbours, with D riders and S drivers
 * expected over the horizon,
 *
 * <pre>multiplier = clamp((D / rho + kappa) / (S + kappa), 1, cap)</pre>
 *
 * rounded to 0.05 last. rho = 0.8 requests are what one driver serves per horizon, so D / rho is
 * the drivers that the riders need. kappa = 3 imaginary drivers, at the normal ratio, damp what one
 * rider does in an empty place. The cap is 3. The numbers are pricing.md's, section 6; the formula
 * is the plain ratio of what is needed to what there is, without its smoothing.
 *
 * <p>Missing and stale data never raise a price: without two live inputs there is no surge.
 */
public final class SurgePolicy {
  /** How far ahead drivers and riders are expected, in event time. */
  static final Duration HORIZON = Duration.ofMinutes(5);

  static final double CAP = 3;

  private static final double RHO = 0.8;
  private static final double KAPPA = 3;

  private SurgePolicy() {}

  /** The multiplier, or empty when an input is not live. */
  static Optional<Multiplier> multiplier(Inputs inputs) {
    return inputs.supply() instanceof Live<Double>(var supply, var _)
            && inputs.demand() instanceof Live<Double>(var demand, var _)
        ? Optional.of(multiplier(demand, supply))
        : Optional.empty();
  }

  /**
   * The formula.
   *
   * @param demand D, not negative
   * @param supply S, not negative
   */
  static Multiplier multiplier(double demand, double supply) {
    var ratio = (demand / RHO + KAPPA) / (supply + KAPPA);
    return Multiplier.rounded(Math.clamp(ratio, 1, CAP));
  }
}
