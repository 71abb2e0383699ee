package dev.faremesh.mesh.control;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer that repeats what it was given only when it is told to. */
final class HeldTimer extends ScheduledThreadPoolExecutor {
  private final Map<Runnable, Future<?>> repeated = new ConcurrentHashMap<>();

  HeldTimer() {
    super(1);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    var later = schedule(() -> {}, 1, TimeUnit.DAYS);
    repeated.put(task, later);
    return later;
  }

  /** How many tasks are repeated. */
  long repeated() {
    return repeated.values().stream().filter(task -> !task.isCancelled()).count();
  }

  void tick() {
    repeated.keySet().forEach(Runnable::run);
  }
}
