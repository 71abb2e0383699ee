package dev.faremesh.pricing;

/** Refuses a value with a sentence that shows it and what was expected instead. */
final class Expected {
  private Expected() {}

  static void that(boolean holds, String name, Object value, Object expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }

  /** As much money as a tariff can say in one number, or as high a rate. */
  static void amount(String name, long value) {
    that(value >= 0 && value <= 1_000_000_000, name, value, "0 to 1000000000");
  }

  /** What riders can read. */
  static void label(String label) {
    that(
        !label.isBlank() && label.codePointCount(0, label.length()) <= 40,
        "label",
        "'" + label + "'",
        "1 to 40 characters");
  }
}
