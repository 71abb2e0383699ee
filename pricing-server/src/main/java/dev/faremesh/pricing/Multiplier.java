package dev.faremesh.pricing;

/**
 * What base, distance and time of a fare are multiplied by, exactly.
 *
 * @param hundredths {@link #LEAST} to {@link #MOST}: 100 is no surge, less is a discount
 */
public record Multiplier(int hundredths) {
  /** The lowest that the contracts know. */
  public static final int LEAST = 50;

  /** The highest that they know. */
  public static final int MOST = 1000;

  /** No surge. */
  public static final Multiplier NONE = new Multiplier(100);

  public Multiplier {
    if (hundredths < LEAST || hundredths > MOST) {
      throw new IllegalArgumentException(
          "multiplier: %d hundredths (expected: %d to %d)".formatted(hundredths, LEAST, MOST));
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
