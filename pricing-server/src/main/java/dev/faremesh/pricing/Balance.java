package dev.faremesh.pricing;

import java.time.Duration;

/**
 * How supply and demand of a cell are weighed against each other: the numbers of the contracts'
 * {@code Balance} that pricing needs, and its formula. The owners of the counts pool and smooth
 * them; what they answer are logarithms,
 *
 * <pre>
 * s = ln(drivers to spare + kappa)      d = ln(riders + kappa * rho)
 * ln multiplier = clamp(theta * (d - s - ln rho), 0, ln cap)
 * </pre>
 *
 * which is 0 where there are no more than rho riders for a driver (pricing.md, section 6).
 *
 * @param horizon how far ahead drivers and riders are expected, in event time
 * @param rho riders that a driver serves within the horizon
 * @param kappa imaginary drivers, at the normal ratio, that damp small counts
 * @param theta how strongly the price answers a gap: 1 / (price elasticity of demand + of supply)
 * @param cap the highest multiplier that the formula gives
 */
public record Balance(Duration horizon, double rho, double kappa, double theta, double cap) {
  public Balance {
    require(horizon.isPositive(), "horizon", horizon, "> 0");
    require(rho > 0 && rho <= 1000, "rho", rho, "> 0, at most 1000");
    require(kappa >= 0 && kappa <= 1000, "kappa", kappa, "0 to 1000");
    require(theta > 0 && theta <= 100, "theta", theta, "> 0, at most 100");
    require(cap >= 1 && cap <= 10, "cap", cap, "1 to 10");
  }

  /**
   * The logarithm of a cell's multiplier, 0 to ln cap.
   *
   * @param logSupply s
   * @param logDemand d
   */
  public double logMultiplier(double logSupply, double logDemand) {
    return Math.clamp(logGap(logSupply, logDemand), 0, StrictMath.log(cap));
  }

  /** The same before it is clamped: negative where drivers are more than riders need. */
  double logGap(double logSupply, double logDemand) {
    return theta * (logDemand - logSupply - StrictMath.log(rho));
  }

  /** The riders that make a d: not negative. */
  double riders(double logDemand) {
    return Math.max(0, StrictMath.exp(logDemand) - kappa * rho);
  }

  /** The drivers to spare that make an s: not negative. */
  double drivers(double logSupply) {
    return Math.max(0, StrictMath.exp(logSupply) - kappa);
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
