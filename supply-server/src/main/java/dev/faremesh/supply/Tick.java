package dev.faremesh.supply;

import java.time.Instant;

/** Event time by the second: seconds since 1970. */
final class Tick {
  private Tick() {}

  /** The second that has begun. */
  static long at(Instant now) {
    return now.getEpochSecond();
  }

  /** The second at which what ends is over: rounded up, so that nothing ends early. */
  static long ending(Instant end) {
    return end.getNano() == 0 ? end.getEpochSecond() : end.getEpochSecond() + 1;
  }
}
