package dev.faremesh.mesh.read;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One timer for many who wait: set for whoever is due first. Used by one thread at a time. */
final class Alarm {
  private final ScheduledExecutorService timer;
  private final Runnable ring;
  private @Nullable ScheduledFuture<?> set;
  private long at;

  Alarm(ScheduledExecutorService timer, Runnable ring) {
    this.timer = timer;
    this.ring = ring;
  }

  /**
   * Rings after some time, or earlier when it is set for earlier.
   *
   * @param wait in nanoseconds, or {@link Patience#FOREVER}
   */
  void ringWithin(long wait, long now) {
    if (wait == Patience.FOREVER || (set != null && at - now <= wait)) {
      return;
    }
    stop();
    at = now + wait;
    try {
      set = timer.schedule(ring, wait, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // the event loop is closing, and ends all calls
    }
  }

  void stop() {
    if (set != null) {
      set.cancel(false);
      set = null;
    }
  }
}
