package dev.faremesh.lab.relay;

import java.util.regex.Pattern;

/**
 * A relay that another one asks.
 *
 * @param name what it is called there: that of the edge
 * @param target where it is: a gRPC name, such as {@code 127.0.0.1:50061}
 */
public record Dependency(String name, String target) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  public Dependency {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "depends-on: name '%s' (expected: a-z, 0-9 and -, a letter first, at most 32)"
              .formatted(name));
    }
    if (target.isBlank()) {
      throw badTarget(name, target);
    }
  }

  /**
   * Reads {@code NAME=TARGET}.
   *
   * @throws IllegalArgumentException when it is not written so
   */
  static Dependency parse(String written) {
    int equals = written.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(
          "depends-on: '%s' (expected: NAME=TARGET)".formatted(written));
    }
    return new Dependency(written.substring(0, equals), written.substring(equals + 1));
  }

  /** What to say of a target that gRPC cannot make sense of. */
  IllegalArgumentException badTarget() {
    return badTarget(name, target);
  }

  private static IllegalArgumentException badTarget(String name, String target) {
    return new IllegalArgumentException(
        "depends-on %s: '%s' (expected: a gRPC name, such as 127.0.0.1:50061)"
            .formatted(name, target));
  }
}
