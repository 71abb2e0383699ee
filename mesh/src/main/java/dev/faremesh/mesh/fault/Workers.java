package dev.faremesh.mesh.fault;

import com.google.protobuf.util.Durations;
import dev.faremesh.mesh.v1.WorkerQueue;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A number of workers, each of which takes the same time for a call, and those that wait for one:
 * first in, first out. What a worker has begun it ends. Safe for use by threads.
 */
final class Workers {
  private final ScheduledExecutorService timer;
  private final Consumer<Stay> done;
  private final SequencedSet<Stay> waiting = new LinkedHashSet<>();
  private WorkerQueue settings;
  private int busy;

  /**
   * Idle workers.
   *
   * @param done takes a call when its worker is free again, on the timer
   */
  Workers(WorkerQueue settings, ScheduledExecutorService timer, Consumer<Stay> done) {
    this.settings = settings;
    this.timer = timer;
    this.done = done;
  }

  /** Takes a call, unless all workers are busy and as many wait as may. */
  synchronized boolean take(Stay stay) {
    if (busy < settings.getWorkers()) {
      busy++;
      work(stay);
      return true;
    }
    return waiting.size() < settings.getCapacity() && waiting.add(stay);
  }

  private void work(Stay stay) {
    var _ =
        timer.schedule(
            () -> worked(stay), Durations.toNanos(settings.getServiceTime()), TimeUnit.NANOSECONDS);
  }

  private void worked(Stay stay) {
    synchronized (this) {
      if (waiting.isEmpty() || busy > settings.getWorkers()) {
        busy--;
      } else {
        work(waiting.removeFirst());
      }
    }
    done.accept(stay);
  }

  /** Takes other settings; those that work finish what they have begun in the old time. */
  synchronized void change(WorkerQueue other) {
    settings = other;
    while (busy < settings.getWorkers() && !waiting.isEmpty()) {
      busy++;
      work(waiting.removeFirst());
    }
  }

  /** Drops a call, if it waits. */
  synchronized void drop(Stay stay) {
    waiting.remove(stay);
  }
}
