package dev.faremesh.pricing;

import java.time.Duration;
import java.time.Instant;

/**
 * How far counts can be trusted. Times are event time.
 *
 * @param asOf up to when was heard
 * @param age what has passed since, not negative
 * @param coverage the share of what should be known that is known, 0 to 1
 */
public record Freshness(Instant asOf, Duration age, double coverage) {
  public Freshness {
    if (age.isNegative()) {
      throw new IllegalArgumentException("age: %s (expected: >= 0)".formatted(age));
    }
    if (!(coverage >= 0 && coverage <= 1)) {
      throw new IllegalArgumentException("coverage: %s (expected: 0 to 1)".formatted(coverage));
    }
  }

  /** What time it is by the clock that this was heard at. */
  Instant now() {
    return asOf.plus(age);
  }
}
