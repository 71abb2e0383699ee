package dev.faremesh.cli.replay;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many calls may be under way at once: few at first, more with each that is answered, half as
 * many after one that got lost. A server that is cold or slow so gets what it can answer in time.
 */
final class InFlight {
  private static final int FIRST = 32;
  private static final int LEAST = 8;

  private final int most;
  private double limit;
  private int underWay;

  /**
   * Nothing is under way.
   *
   * @param most the limit of the limit
   */
  InFlight(int most) {
    this.most = most;
    this.limit = Math.min(FIRST, most);
  }

  /** Waits for a place, and takes it. */
  synchronized void enter() throws InterruptedException {
    while (underWay >= limit) {
      wait();
    }
    underWay++;
  }

  /** Gives the place back. */
  synchronized void leave() {
    underWay--;
    if (underWay <= limit / 2) {
      notifyAll(); // not for each answer: who waits for room shall find room for many
    }
  }

  /** A call was answered. */
  synchronized void answered() {
    limit = Math.min(most, limit + 0.25);
  }

  /** A call got no answer in time. */
  synchronized void lost() {
    limit = Math.max(Math.min(LEAST, most), limit / 2);
  }

  /** Waits until nothing is under way; false when that takes too long. */
  synchronized boolean awaitNone(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (underWay > 0) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  @Override
  public synchronized String toString() {
    return "InFlight[underWay=%d, limit=%.0f]".formatted(underWay, limit);
  }
}
