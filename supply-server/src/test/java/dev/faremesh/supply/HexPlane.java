package dev.faremesh.supply;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A plane of hexagons without a bend, by axial coordinates. */
final class HexPlane {
  private static final int OFFSET = 1 << 20;

  private HexPlane() {}

  static long cell(int q, int r) {
    return (long) (q + OFFSET) << 32 | (r + OFFSET);
  }

  private static int q(long cell) {
    return (int) (cell >> 32) - OFFSET;
  }

  private static int r(long cell) {
    return (int) cell - OFFSET;
  }

  static int distance(long from, long to) {
    int q = q(to) - q(from);
    int r = r(to) - r(from);
    return (Math.abs(q) + Math.abs(r) + Math.abs(q + r)) / 2;
  }

  static long moved(long cell, int q, int r) {
    return cell(q(cell) + q, r(cell) + r);
  }

  /** Turned by sixty degrees around the cell 0, 0. */
  static long turned(long cell) {
    return cell(-r(cell), q(cell) + r(cell));
  }

  static List<long[]> rings(long cell, int reach) {
    return IntStream.rangeClosed(0, reach).mapToObj(ring -> ring(cell, ring, reach)).toList();
  }

  private static long[] ring(long cell, int ring, int reach) {
    return IntStream.rangeClosed(-reach, reach)
        .mapToObj(q -> IntStream.rangeClosed(-reach, reach).mapToLong(r -> moved(cell, q, r)))
        .flatMapToLong(LongStream::sorted)
        .filter(near -> distance(cell, near) == ring)
        .toArray();
  }
}
