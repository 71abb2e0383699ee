package dev.faremesh.pricing;

/**
 * What base, distance and time of a fare are multiplied by, exactly.
 *
 * @param hundredths at least 100, which is no surge
 */
public record Multiplier(int hundredths) {
  /** No surge. */
  public static final Multiplier NONE = new Multiplier(100);

  public Multiplier {
    if (hundredths < 100) {
      throw new IllegalArgumentException(
          "multiplier: %d hundredths (expected: >= 100)".formatted(hundredths));
    }
  }

  /** The nearest step of 0.05. */
  static Multiplier rounded(double value) {
    return new Multiplier(Math.toIntExact(5 * Math.round(value * 20)));
  }

  /** Such as 1.25. */
  public double value() {
    return hundredths / 100.0;
  }
}
