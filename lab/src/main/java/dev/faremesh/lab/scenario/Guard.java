package dev.faremesh.lab.scenario;

import dev.faremesh.mesh.v1.Protection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A protection that the lab can take away: those of the mesh, and an orderly end. */
public enum Guard {
  DEADLINE(Protection.PROTECTION_DEADLINE),
  /** Under a budget; without it, callers that retry do so without one. */
  RETRY(Protection.PROTECTION_RETRY),
  LIMIT(Protection.PROTECTION_LIMIT),
  BREAKER(Protection.PROTECTION_BREAKER),
  COALESCING(Protection.PROTECTION_COALESCING),
  LAST_KNOWN(Protection.PROTECTION_LAST_KNOWN),
  ADMISSION(Protection.PROTECTION_ADMISSION),
  /** Servers that are restarted end in order; without it they are killed. */
  DRAIN(null);

  private final Optional<Protection> inMesh;

  Guard(@Nullable Protection inMesh) {
    this.inMesh = Optional.ofNullable(inMesh);
  }

  /** The protection that servers switch; empty when it is the lab's to keep. */
  public Optional<Protection> inMesh() {
    return inMesh;
  }

  /** As people write it, such as {@code last-known}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The guard of a written name.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Guard named(String written) {
    return Arrays.stream(values())
        .filter(guard -> guard.written().equals(written))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "protection: '%s' (expected: one of %s)".formatted(written, all())));
  }

  private static String all() {
    return Arrays.stream(values()).map(Guard::written).collect(Collectors.joining(", "));
  }
}
