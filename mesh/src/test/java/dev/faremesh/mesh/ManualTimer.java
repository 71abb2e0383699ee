package dev.faremesh.mesh;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A timer and a clock that stand still until a test moves them. What is due then runs on the thread
 * of the test, in the order of time. Safe for use by threads.
 */
public final class ManualTimer extends AbstractExecutorService
    implements ScheduledExecutorService, InstantSource {
  private final List<Task<?>> tasks = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T17:00:00Z");

  /** Lets time pass, and runs what is due on the way. */
  public void advance(Duration time) {
    var end = instant().plus(time);
    for (var task = due(end); task.isPresent(); task = due(end)) {
      task.get().run();
    }
    moveTo(end);
  }

  private synchronized Optional<Task<?>> due(Instant end) {
    Optional<Task<?>> first = Optional.empty();
    for (Task<?> task : tasks) { // of two that are due alike, the one that was scheduled earlier
      if (!task.at.isAfter(first.map(t -> t.at.minusNanos(1)).orElse(end))) {
        first = Optional.of(task);
      }
    }
    first.ifPresent(task -> {
      tasks.remove(task);
      now = task.at;
    });
    return first;
  }

  private synchronized void moveTo(Instant end) {
    now = end;
  }

  /** How many tasks are to come. */
  public synchronized int pending() {
    return tasks.size();
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    return schedule(Executors.callable(command), delay, unit);
  }

  @Override
  public synchronized <V> ScheduledFuture<V> schedule(
      Callable<V> callable, long delay, TimeUnit unit) {
    var task = new Task<>(callable, now.plusNanos(unit.toNanos(delay)));
    tasks.add(task);
    return task;
  }

  @Override
  public void execute(Runnable command) {
    var _ = schedule(command, 0, TimeUnit.NANOSECONDS);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long initialDelay, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdown() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Runnable> shutdownNow() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }

  private synchronized void forget(Task<?> task) {
    tasks.remove(task);
  }

  private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {
    private final Instant at;

    Task(Callable<V> callable, Instant at) {
      super(callable);
      this.at = at;
    }

    @Override
    protected void done() {
      if (isCancelled()) {
        forget(this);
      }
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(Duration.between(instant(), at));
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
