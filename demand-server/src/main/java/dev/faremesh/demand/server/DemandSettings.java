package dev.faremesh.demand.server;

import dev.faremesh.mesh.server.ServerSettings;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How a demand server listens, and over which time it counts.
 *
 * @param window of event time, whole seconds up to an hour
 */
public record DemandSettings(ServerSettings server, Duration window) {
  private static final Duration LONGEST = Duration.ofHours(1);

  public DemandSettings {
    boolean whole = window.equals(window.truncatedTo(ChronoUnit.SECONDS));
    if (!whole || !window.isPositive() || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "window: %s (expected: whole seconds, 1s to 1h)".formatted(window));
    }
  }
}
