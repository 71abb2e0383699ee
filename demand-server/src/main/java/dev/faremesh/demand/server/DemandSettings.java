package dev.faremesh.demand.server;

import dev.faremesh.mesh.server.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How a demand server listens, and over which time it counts.
 *
 * @param window of event time, whole seconds up to an hour
 * @param quoteKeys the file of keys by which quotes are verified; without it no ride is booked with
 *     a quote
 */
public record DemandSettings(ServerSettings server, Duration window, Optional<Path> quoteKeys) {
  private static final Duration LONGEST = Duration.ofHours(1);

  public DemandSettings {
    boolean whole = window.equals(window.truncatedTo(ChronoUnit.SECONDS));
    if (!whole || !window.isPositive() || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "window: %s (expected: whole seconds, 1s to 1h)".formatted(window));
    }
  }
}
