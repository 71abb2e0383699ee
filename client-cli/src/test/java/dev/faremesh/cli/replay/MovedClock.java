package dev.faremesh.cli.replay;

import java.time.Duration;

/** A clock that stands still but for whoever sleeps on it: they sleep for no time at all. */
final class MovedClock implements WallClock {
  private long nanos = 1_000_000_007L;
  private Duration oversleep = Duration.ZERO;

  /** Makes every sleep so much longer than asked. */
  void oversleepBy(Duration time) {
    oversleep = time;
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized void sleep(Duration time) {
    nanos += time.plus(oversleep).toNanos();
  }
}
