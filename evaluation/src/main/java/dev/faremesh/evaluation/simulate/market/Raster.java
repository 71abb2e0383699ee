package dev.faremesh.evaluation.simulate.market;

/**
 * Remembers the number of the cell at each square of 100 m, so that a moving driver costs no
 * reckoning on the sphere. Beyond 60 km from the origin it asks each time.
 *
 * <p>Safe for use by threads: a square that two of them fill gets the same number from both.
 */
final class Raster {
  private static final int PER_KM = 10;
  private static final int REACH_KM = 60;
  private static final int SIDE = 2 * REACH_KM * PER_KM;

  private final int[] numbers = new int[SIDE * SIDE]; // 2 more than the number; 0 is not known yet
  private final Source source;

  /** Gives the number of the cell at a point, from -1. */
  @FunctionalInterface
  interface Source {
    int at(double east, double north);
  }

  Raster(Source source) {
    this.source = source;
  }

  int at(double east, double north) {
    int column = (int) Math.floor((east + REACH_KM) * PER_KM);
    int row = (int) Math.floor((north + REACH_KM) * PER_KM);
    if (column < 0 || column >= SIDE || row < 0 || row >= SIDE) {
      return source.at(east, north);
    }
    int square = row * SIDE + column;
    int known = numbers[square];
    if (known == 0) {
      known = 2 + source.at(middle(column), middle(row));
      numbers[square] = known;
    }
    return known - 2;
  }

  private static double middle(int square) {
    return (square + 0.5) / PER_KM - REACH_KM;
  }
}
