package dev.faremesh.mesh.policy;

import java.time.Duration;
import java.util.Locale;

/** Durations as people write them: {@code 250ms}, {@code 2s}, {@code 20m}, {@code 0.0005s}. */
final class WrittenDuration {
  private WrittenDuration() {}

  /**
   * Reads one.
   *
   * @throws java.time.DateTimeException when it is none
   * @throws NumberFormatException likewise
   */
  static Duration parse(String text) {
    var upper = text.toUpperCase(Locale.ROOT);
    return upper.endsWith("MS")
        ? Duration.ofMillis(Long.parseLong(upper.substring(0, upper.length() - 2)))
        : Duration.parse("PT" + upper);
  }

  static String of(Duration duration) {
    if (!duration.equals(Duration.ofMillis(duration.toMillis()))) {
      return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
    if (duration.toMillisPart() != 0) {
      return duration.toMillis() + "ms";
    }
    return duration.toSecondsPart() == 0 && duration.toMinutes() > 1
        ? duration.toMinutes() + "m"
        : duration.toSeconds() + "s";
  }
}
