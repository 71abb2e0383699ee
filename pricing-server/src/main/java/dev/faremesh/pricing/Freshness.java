package dev.faremesh.pricing;

import java.time.Duration;
import java.time.Instant;

/**
 * How far counts can be trusted. Times are event time.
 *
 * @param asOf up to when was heard
 * @param age what has passed since, not negative
 * @param coverage the share of what should be known that is known, 0 to 1
 * @param scale event time that passes in a second of wall time, in seconds: more than 0
 */
public record Freshness(Instant asOf, Duration age, double coverage, double scale) {
  public Freshness {
    if (age.isNegative()) {
      throw new IllegalArgumentException("age: %s (expected: >= 0)".formatted(age));
    }
    if (!(coverage >= 0 && coverage <= 1)) {
      throw new IllegalArgumentException("coverage: %s (expected: 0 to 1)".formatted(coverage));
    }
    if (!(scale > 0)) {
      throw new IllegalArgumentException("scale: %s (expected: > 0)".formatted(scale));
    }
  }

  /** That of a live feed: event time is wall time. */
  public Freshness(Instant asOf, Duration age, double coverage) {
    this(asOf, age, coverage, 1);
  }

  /** The event time of now. */
  Instant now() {
    return asOf.plus(age);
  }
}
