package dev.faremesh.mesh.policy;

/** Refuses a value with a sentence that shows it and what was expected instead. */
final class Expected {
  private Expected() {}

  static void that(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(sentence(name, value, expected));
    }
  }

  static String sentence(String name, Object value, String expected) {
    return "%s: %s (expected: %s)".formatted(name, value, expected);
  }
}
