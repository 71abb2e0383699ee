package dev.faremesh.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets other programs run. What a test waits for, it looks at; none relies on a length. */
final class Pause {
  private Pause() {}

  /**
   * Lets time pass.
   *
   * @return a reading of nanoTime
   */
  static long of(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return System.nanoTime();
  }
}
