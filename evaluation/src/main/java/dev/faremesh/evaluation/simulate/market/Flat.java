package dev.faremesh.evaluation.simulate.market;

/**
 * The same price everywhere and always.
 *
 * @param multiplier of the fare
 */
public record Flat(double multiplier) implements Pricing {
  @Override
  public void minute(int minute, Snapshot market) {
    // nothing that happens changes it
  }

  @Override
  public double multiplier(int rider) {
    return multiplier;
  }
}
