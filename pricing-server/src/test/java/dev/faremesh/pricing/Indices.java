package dev.faremesh.pricing;

import dev.faremesh.pricing.rpc.BalanceOption;

/** What the owners of the counts answer, without their smoothing. */
public final class Indices {
  static final Balance BALANCE = BalanceOption.standard();

  private static final double RESERVE = 1;
  private static final double UNIFORM_POOL = 6.4; // 1 + 6 * 0.5 + 12 * 0.2

  private Indices() {}

  /** Of so many drivers in the pool of a cell. */
  static double logSupply(double pooled) {
    return Math.log(Math.max(pooled - RESERVE, 0) + BALANCE.kappa());
  }

  /** Of so many riders in the pool of a cell. */
  static double logDemand(double pooled) {
    return Math.log(pooled + BALANCE.kappa() * BALANCE.rho());
  }

  /** Of a city with as many drivers in every cell. */
  public static double logSupplyEverywhere(double perCell) {
    return logSupply(UNIFORM_POOL * perCell);
  }

  /** Of a city with as many riders in every cell. */
  public static double logDemandEverywhere(double perCell) {
    return logDemand(UNIFORM_POOL * perCell);
  }

  /** The demand that makes a multiplier, up to the formula's cap, with a supply. */
  static double logDemandFor(double multiplier, double logSupply) {
    return logSupply + Math.log(BALANCE.rho()) + Math.log(multiplier) / BALANCE.theta();
  }
}
