package dev.faremesh.cli.replay;

import java.time.Duration;
import java.time.Instant;

/**
 * What a feed says of itself.
 *
 * @param epoch the event time at which it starts
 * @param speed seconds of event time per second of wall time, above 0 and at most 100,000
 */
public record Feed(String city, String product, Instant epoch, double speed) {
  private static final double MOST = 100_000;

  public Feed {
    requireSpeed(speed);
  }

  /**
   * Checks a speed before there is a feed.
   *
   * @throws IllegalArgumentException when it is out of range
   */
  public static void requireSpeed(double speed) {
    if (!(speed > 0 && speed <= MOST)) {
      throw new IllegalArgumentException(
          "speed: %s (expected: above 0 and at most %.0f)".formatted(speed, MOST));
    }
  }

  /** The event time when so much wall time has passed. */
  Instant after(Duration wall) {
    return epoch.plusNanos((long) (wall.toNanos() * speed));
  }

  /** The wall time that passes until an event time, from the start. */
  Duration until(Instant event) {
    return Duration.ofNanos((long) (Duration.between(epoch, event).toNanos() / speed));
  }
}
