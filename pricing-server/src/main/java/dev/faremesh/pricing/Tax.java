package dev.faremesh.pricing;

/**
 * A tax on what is charged.
 *
 * @param label what riders read
 * @param rateMillionths 88750 is 8.875 %; at most 1000000
 */
public record Tax(String label, long rateMillionths) {
  static final long WHOLE = 1_000_000;

  public Tax {
    Expected.label(label);
    Expected.that(
        rateMillionths >= 0 && rateMillionths <= WHOLE,
        "rate_millionths",
        rateMillionths,
        "0 to " + WHOLE);
  }
}
