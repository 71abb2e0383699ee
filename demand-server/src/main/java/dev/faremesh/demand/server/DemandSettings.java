package dev.faremesh.demand.server;

import dev.faremesh.demand.CityProfiles;
import dev.faremesh.mesh.server.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * How a demand server listens, over which time it counts, and what its forecasts start from.
 *
 * @param window of event time, whole seconds up to an hour
 * @param profiles by city
 * @param quoteKeys the file of keys by which quotes are verified; without it no ride is booked with
 *     a quote
 */
public record DemandSettings(
    ServerSettings server,
    Duration window,
    Map<String, CityProfiles> profiles,
    Optional<Path> quoteKeys) {
  private static final Duration LONGEST = Duration.ofHours(1);

  public DemandSettings {
    profiles = Map.copyOf(profiles);
    boolean whole = window.equals(window.truncatedTo(ChronoUnit.SECONDS));
    if (!whole || !window.isPositive() || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "window: %s (expected: whole seconds, 1s to 1h)".formatted(window));
    }
  }

  /** Forecasts start from nothing, and no quote can be verified. */
  public DemandSettings(ServerSettings server, Duration window) {
    this(server, window, Map.of(), Optional.empty());
  }
}
