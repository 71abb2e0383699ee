package dev.faremesh.cli.local;

import java.time.Duration;

/**
 * How long a server that died waits for its next start: longer each time, and from the beginning
 * again once it has lived for a while. Not safe for use by threads.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration LONG_LIFE = Duration.ofMinutes(1);

  private Duration next = FIRST;

  /** The wait after a process that lived so long. */
  Duration after(Duration life) {
    var wait = life.compareTo(LONG_LIFE) >= 0 ? FIRST : next;
    var doubled = wait.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return wait;
  }
}
