package dev.faremesh.pricing;

import java.util.Collection;

/**
 * How much each cell around a pickup says in its price. Prices are continuous in space: cells come
 * in and drop out with no weight.
 */
public final class SurgeBlend {
  private final double[] shares;

  private SurgeBlend(double[] shares) {
    this.shares = shares;
  }

  /**
   * The blend at a point.
   *
   * @param sites of the cell that holds it, and of that cell's neighbours
   * @throws IllegalArgumentException when the point lies beyond the reach of all of them
   */
  public static SurgeBlend at(EarthPoint point, Collection<CellSite> sites) {
    var shares = new double[sites.size()];
    double sum = 0;
    int i = 0;
    for (CellSite site : sites) {
      shares[i] = site.weightAt(point);
      sum += shares[i++];
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("point: %s (expected: in a cell)".formatted(point));
    }
    for (int j = 0; j < shares.length; j++) {
      shares[j] /= sum;
    }
    return new SurgeBlend(shares);
  }

  /**
   * The weighted mean.
   *
   * @param values one for each site, in their order
   */
  public double of(double... values) {
    if (values.length != shares.length) {
      throw new IllegalArgumentException(
          "values: %d (expected: %d)".formatted(values.length, shares.length));
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += shares[i] * values[i];
    }
    return sum;
  }
}
