package dev.faremesh.pricing;

/**
 * How many drivers, or riders, a source expects.
 *
 * @param expected in the cell over the horizon, 0 to a thousand million
 * @param log the smoothed logarithm of those in the cell and around it, -25 to 25: s or d of {@link
 *     Balance}
 */
public record CellCount(double expected, double log) {
  private static final double MOST = 1e9;
  private static final double MOST_LOG = 25; // of 72 thousand million

  public CellCount {
    require(expected >= 0 && expected <= MOST, "count", expected, "0 to 1000000000");
    require(Math.abs(log) <= MOST_LOG, "log", log, "-25 to 25");
  }

  private static void require(boolean holds, String name, double value, String expected) {
    if (!holds) { // NaN holds nothing
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
