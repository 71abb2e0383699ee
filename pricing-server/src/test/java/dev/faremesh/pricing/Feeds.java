package dev.faremesh.pricing;

import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.Signal.Missing;
import dev.faremesh.pricing.Signal.Stale;
import dev.faremesh.pricing.Signal.Staleness;
import java.time.Duration;
import java.time.Instant;

/**
 * Two sources and a server that prices at Times Square by them, while time passes by hand.
 *
 * <p>Supply has a logarithm of 2.3; that of demand is chosen by the multiplier that it makes.
 */
final class Feeds {
  static final double LOG_SUPPLY = 2.3;

  private static final Instant START = Instant.parse("2013-01-01T09:30:00Z");
  private static final Instant WALL_START = Instant.parse("2026-05-04T03:02:01Z");

  private final Position position;
  private final double scale;
  private Instant wall = WALL_START;
  private final SurgePolicy policy = new SurgePolicy(Indices.BALANCE, () -> wall);

  /** Feeds of live cities: event time is as fast as wall time. */
  Feeds() {
    this(Places.TIMES_SQUARE, 1);
  }

  Feeds(Position position, double scale) {
    this.position = position;
    this.scale = scale;
  }

  /**
   * The price when so much event time has passed since the start.
   *
   * @param supply what is heard then
   * @param demand what is heard then
   */
  Surge at(Duration time, Signal<CellCounts> supply, Signal<CellCounts> demand) {
    wall = WALL_START.plusNanos((long) (time.toNanos() / scale));
    var pickup = Pickup.at(Places.NYC_STANDARD, position);
    return policy.price(pickup, SurgeLimits.NONE, new SignalPair(supply, demand));
  }

  /** The same when both are live and heard up to now. */
  Surge goodAt(Duration time, double multiplier) {
    return at(time, drivers(time), riders(time, multiplier));
  }

  /** The same when neither is known. */
  Surge lostAt(Duration time) {
    return at(time, missing(), missing());
  }

  /** The wall clock goes wrong. */
  Surge lostAtWall(Instant wall) {
    this.wall = wall;
    var pickup = Pickup.at(Places.NYC_STANDARD, position);
    return policy.price(pickup, SurgeLimits.NONE, new SignalPair(missing(), missing()));
  }

  Signal<CellCounts> drivers(Duration heard) {
    return live(heard, Duration.ZERO, LOG_SUPPLY);
  }

  Signal<CellCounts> riders(Duration heard, double multiplier) {
    return live(heard, Duration.ZERO, Indices.logDemandFor(multiplier, LOG_SUPPLY));
  }

  Signal<CellCounts> live(Duration heard, Duration age, double log) {
    return new Live<>(counts(log), freshness(heard, age));
  }

  Signal<CellCounts> old(Duration heard, Duration age, double log) {
    return new Stale<>(counts(log), freshness(heard, age), Staleness.AGE);
  }

  Signal<CellCounts> thin(Duration heard, double log) {
    return new Stale<>(counts(log), freshness(heard, Duration.ZERO), Staleness.COVERAGE);
  }

  static Signal<CellCounts> missing() {
    return new Missing<>("UNAVAILABLE");
  }

  private CellCounts counts(double log) {
    return Signals.counts(Cell.at(position).neighbourhood(), 4, log);
  }

  private Freshness freshness(Duration heard, Duration age) {
    return new Freshness(START.plus(heard), age, 0.9, scale);
  }
}
