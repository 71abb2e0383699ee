package dev.faremesh.pricing;

/**
 * Where a cell lies, and how far it reaches into prices around it.
 *
 * <p>A cell must have no weight where it is not among the neighbours of a pickup, or prices would
 * jump there. The nearest such places are the corners at which two of its neighbours meet. They lie
 * twice as far from its centre as its own corners do: exactly so in a grid of like hexagons,
 * stretched or not, and in H3 to 1 in 10,000 wherever on earth. So a cell reaches 1.992 times as
 * far as its own nearest corner. It may not be reckoned from a mean edge: cells near New York are
 * stretched, and 1.992 mean edges (1,064 m) would be more than the 1,046 m that there are.
 *
 * @param center of the cell
 * @param reachMeters from where on it has no weight, more than 0
 */
public record CellSite(EarthPoint center, double reachMeters) {
  static final double REACH_PER_CORNER = 1.992;

  public CellSite {
    if (!(reachMeters > 0)) {
      throw new IllegalArgumentException("reachMeters: %s (expected: > 0)".formatted(reachMeters));
    }
  }

  /** Asks H3, which takes some microseconds. */
  public static CellSite of(Cell cell) {
    var center = EarthPoint.at(cell.center());
    double nearest = Double.POSITIVE_INFINITY;
    for (Position corner : cell.corners()) {
      nearest = Math.min(nearest, center.metersTo(EarthPoint.at(corner)));
    }
    return new CellSite(center, REACH_PER_CORNER * nearest);
  }

  /** How much the cell weighs in a price at a point: max(0, 1 - distance / reach) squared. */
  public double weightAt(EarthPoint point) {
    double inside = Math.max(0, 1 - center.metersTo(point) / reachMeters);
    return inside * inside;
  }
}
