package dev.faremesh.demand;

import java.time.Duration;
import java.time.Instant;

/**
 * The demand of one city over a window of event time that slides with {@code now}. Everything is
 * counted by the second in which it happened, and leaves within a second of the window's passing.
 *
 * <p>{@code now} must not run backwards, but for {@link #clear}. Not safe for use by threads: who
 * owns the book also owns the clock that {@code now} is read from, and must keep the two in step.
 */
public final class DemandBook {
  private final Duration window;
  private final Contributions sessions = new Contributions();
  private final Contributions open = new Contributions();
  private final WindowCounts requests = new WindowCounts();
  private final WindowCounts cancelled = new WindowCounts();

  /**
   * Opens an empty book.
   *
   * @param window above 0
   */
  public DemandBook(Duration window) {
    if (!window.isPositive()) {
      throw new IllegalArgumentException("window: %s (expected: > 0)".formatted(window));
    }
    this.window = window;
  }

  /**
   * A rider looked at fares. One who looks again within the window counts where and when the rider
   * looked last.
   *
   * @param observed when, in event time
   * @param latestCredible a later {@code observed} is refused
   */
  public SessionOutcome session(
      String riderId, Spot spot, Instant observed, Instant now, Instant latestCredible) {
    var begin = slideTo(now);
    if (observed.isBefore(begin)) {
      return new SessionOutcome.TooOld(begin);
    }
    if (observed.isAfter(latestCredible)) {
      return new SessionOutcome.InFuture(latestCredible);
    }
    sessions.put(riderId, spot, observed);
    return new SessionOutcome.Taken();
  }

  /**
   * A ride was asked for, at {@code at}. One from outside the window, such as a ride of another
   * era, is not counted.
   */
  public void requested(String rideId, Spot spot, Instant at, Instant now) {
    var begin = slideTo(now);
    if (!at.isBefore(begin) && !at.isAfter(now)) {
      requests.add(spot, at);
      open.put(rideId, spot, at);
    }
  }

  /** A ride started: it is an open request no more. */
  public void started(String rideId, Instant now) {
    var _ = slideTo(now);
    var _ = open.remove(rideId);
  }

  /** A ride was cancelled. It is counted when it was asked for within the window. */
  public void cancelled(String rideId, Instant now) {
    var _ = slideTo(now);
    open.remove(rideId).ifPresent(ride -> cancelled.add(ride.spot(), ride.at()));
  }

  /** The demand at a spot. */
  public Demand demand(Spot spot, Instant now) {
    var _ = slideTo(now);
    return new Demand(
        spot.cell(), sessions.at(spot), requests.at(spot), open.at(spot), cancelled.at(spot));
  }

  /** Forgets everything: a new era of event time begins. */
  public void clear() {
    sessions.clear();
    open.clear();
    requests.clear();
    cancelled.clear();
  }

  public Duration window() {
    return window;
  }

  private Instant slideTo(Instant now) {
    var begin = now.minus(window);
    sessions.dropBefore(begin);
    open.dropBefore(begin);
    requests.dropBefore(begin);
    cancelled.dropBefore(begin);
    return begin;
  }
}
