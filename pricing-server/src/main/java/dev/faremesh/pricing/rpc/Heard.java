package dev.faremesh.pricing.rpc;

import dev.faremesh.type.v1.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How well a source knows what it tells, in event time.
 *
 * @param asOf up to when it heard; empty when never
 * @param age what has passed since; empty when never
 * @param coverage the share of what should be known that is known
 * @param scale event time that passes in a second of wall time, in seconds
 */
record Heard(Optional<Instant> asOf, Optional<Duration> age, double coverage, double scale) {
  /**
   * As an answer says.
   *
   * @throws RuntimeException when no such time can be
   */
  static Heard in(Freshness freshness) {
    var asOf = freshness.getAsOf();
    var age = freshness.getAge();
    return new Heard(
        freshness.hasAsOf()
            ? Optional.of(Instant.ofEpochSecond(asOf.getSeconds(), asOf.getNanos()))
            : Optional.empty(),
        freshness.hasAge()
            ? Optional.of(Duration.ofSeconds(age.getSeconds(), age.getNanos()))
            : Optional.empty(),
        freshness.getCoverage(),
        freshness.hasScale() ? freshness.getScale() : 1);
  }

  /**
   * The same, some time later.
   *
   * @param wall time that has passed: event time passes at the scale of the feed
   */
  Heard after(Duration wall) {
    var passed = Duration.ofNanos(Math.round(wall.toNanos() * scale));
    return new Heard(asOf, age.map(then -> then.plus(passed)), coverage, scale);
  }

  /** That of two things together: never better than that of either. */
  Heard with(Heard other) {
    if (equals(other)) {
      return this; // of one answer, as most are
    }
    return new Heard(
        asOf.flatMap(mine -> other.asOf.map(its -> its.isBefore(mine) ? its : mine)),
        age.flatMap(mine -> other.age.map(its -> its.compareTo(mine) > 0 ? its : mine)),
        Math.min(coverage, other.coverage),
        Math.max(scale, other.scale));
  }
}
