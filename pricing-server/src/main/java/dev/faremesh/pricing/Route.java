package dev.faremesh.pricing;

import java.time.Duration;

/**
 * How a trip is driven.
 *
 * @param meters not negative
 * @param duration not negative
 * @param source who says so
 */
public record Route(int meters, Duration duration, Source source) {
  /** Where routes come from. */
  public enum Source {
    /** A road network. */
    ROADS,
    /** An estimate: {@link CrowFlyRouter}. */
    CROW_FLY
  }

  public Route {
    if (meters < 0) {
      throw new IllegalArgumentException("meters: %d (expected: >= 0)".formatted(meters));
    }
    if (duration.isNegative()) {
      throw new IllegalArgumentException("duration: %s (expected: >= 0)".formatted(duration));
    }
  }
}
