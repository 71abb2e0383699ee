package dev.faremesh.pricing;

/** Multiplies amounts exactly, and rounds once: half up, half away from 0 below it. */
final class HalfUp {
  private HalfUp() {}

  /**
   * {@code amount * factor / divisor}.
   *
   * @param divisor more than 0
   * @throws ArithmeticException when the product does not fit a long
   */
  static long of(long amount, long factor, long divisor) {
    long product = Math.multiplyExact(amount, factor);
    long half = product < 0 ? -(divisor / 2) : divisor / 2;
    return Math.addExact(product, half) / divisor;
  }
}
