package dev.faremesh.pricing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The multiplier that a cell had when supply and demand were last live, and how it wears off
 * (pricing.md, degraded modes): it holds for five minutes, at no more than 2, then half of its
 * logarithm goes every ten minutes, and after twenty it is worth nothing. Its age is event time
 * since both were heard. It only ever falls.
 *
 * @param logMultiplier before it wears off
 * @param asOf up to when both sources were heard then
 * @param now the event time that has been reached: never goes back
 * @param wall when it was reached
 * @param scale event time that passes in a second of wall time, in seconds
 */
public record LastGood(
    double logMultiplier, Instant asOf, Instant now, Instant wall, double scale) {
  /** The highest multiplier that holds. */
  static final double HOLD_CAP = 2;

  static final Duration HOLD = Duration.ofMinutes(5);
  static final Duration KEEP = Duration.ofMinutes(20);
  static final Duration HALF_LIFE = Duration.ofMinutes(10);

  private static final double LOG_HOLD_CAP = StrictMath.log(HOLD_CAP);
  private static final double LOG_HALF = StrictMath.log(0.5);

  /** The same, later: empty when it is worth nothing any more. */
  public Optional<LastGood> at(Moment moment) {
    if (moment.event().filter(this::isOfAnotherTime).isPresent()) {
      return Optional.empty();
    }
    var reached = moment.event().orElseGet(() -> now.plus(scaled(moment.wall())));
    var later =
        new LastGood(
            logMultiplier, asOf, reached.isAfter(now) ? reached : now, moment.wall(), scale);
    return later.age().compareTo(KEEP) > 0 ? Optional.empty() : Optional.of(later);
  }

  private Duration scaled(Instant until) {
    var passed = Duration.between(wall, until);
    double seconds = Math.max(0, passed.getSeconds() + passed.getNano() / 1e9) * scale;
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  /** Whether event time has gone back so far that another feed must be telling it. */
  boolean isOfAnotherTime(Instant event) {
    return event.isBefore(now.minus(KEEP));
  }

  Duration age() {
    return Duration.between(asOf, now);
  }

  Quote.Mode mode() {
    return age().compareTo(HOLD) <= 0 ? Quote.Mode.HOLD : Quote.Mode.DECAY;
  }

  /** The logarithm of the multiplier that holds. */
  double held() {
    return Math.min(logMultiplier, LOG_HOLD_CAP);
  }

  /** What is left of it. */
  public double worn() {
    return held() * left();
  }

  private double left() {
    double decayed = age().minus(HOLD).toMillis() / (double) HALF_LIFE.toMillis();
    return decayed <= 0 ? 1 : StrictMath.exp(LOG_HALF * decayed);
  }

  /** The same, with no more left of it than this. */
  public LastGood loweredTo(double log) {
    return log < worn() ? new LastGood(log / left(), asOf, now, wall, scale) : this;
  }
}
