package dev.faremesh.cli.replay;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Time as it passes for a person, and a way to wait for it. */
public interface WallClock {
  /** Nanoseconds since some moment; never runs backwards. */
  long nanos();

  /** Waits, at least so long. */
  void sleep(Duration time) throws InterruptedException;

  /** The one of this machine. */
  static WallClock system() {
    return new WallClock() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void sleep(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
      }
    };
  }
}
