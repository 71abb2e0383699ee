package dev.faremesh.evaluation.simulate.market;

import java.util.Arrays;

/**
 * Where riders are to be expected, hour by hour: places are drawn from it for drivers who log on,
 * for riders' destinations, and for drivers who look for a rider. Immutable.
 */
public final class Hotspots {
  private final CellMap map;
  private final double radius;
  private final double[][] cumulative;

  /**
   * From expectations.
   *
   * @param radius of the disc around a cell's centre that stands for the cell, in kilometres
   * @param weights by hour of the evening and number of a cell, each hour with something in it
   */
  public Hotspots(CellMap map, double radius, double[][] weights) {
    this.map = map;
    this.radius = radius;
    this.cumulative = new double[weights.length][];
    for (int hour = 0; hour < weights.length; hour++) {
      cumulative[hour] = weights[hour].clone();
      Arrays.parallelPrefix(cumulative[hour], Double::sum);
      if (!(total(hour) > 0)) {
        throw new IllegalArgumentException(
            "hour %d: %s expected sessions (expected: > 0)".formatted(hour, total(hour)));
      }
    }
  }

  private double total(int hour) {
    return cumulative[hour][cumulative[hour].length - 1];
  }

  /** The number of a cell. */
  int cell(int second, double roll) {
    var hour = cumulative[Math.min(second / 3600, cumulative.length - 1)];
    double drawn = roll * hour[hour.length - 1];
    int low = 0;
    int high = hour.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hour[middle] > drawn) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Where a point lies that is drawn within a cell. */
  double east(int cell, double distance, double bearing) {
    return map.east(cell) + spread(distance) * Math.cos(2 * Math.PI * bearing);
  }

  /** See {@link #east}. */
  double north(int cell, double distance, double bearing) {
    return map.north(cell) + spread(distance) * Math.sin(2 * Math.PI * bearing);
  }

  private double spread(double roll) {
    return radius * Math.sqrt(roll);
  }
}
