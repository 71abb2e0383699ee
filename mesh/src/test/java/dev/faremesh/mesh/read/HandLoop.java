package dev.faremesh.mesh.read;

import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An event loop whose runs end, and whose time passes, when the test says so. */
final class HandLoop extends AbstractExecutorService implements ScheduledExecutorService {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<Timer> timers = new ArrayList<>();
  private long now = Long.MAX_VALUE - 3; // as System.nanoTime may: wraps soon
  private boolean closed;

  long nanos() {
    return now;
  }

  /** Ends the current run: what was handed over runs now. */
  void endRun() {
    while (!tasks.isEmpty()) {
      tasks.pop().run();
    }
  }

  /** Lets time pass, and rings the timers that are due on the way. */
  void pass(Duration time) {
    long end = now + time.toNanos();
    while (true) {
      var next =
          timers.stream()
              .filter(timer -> timer.at - end <= 0)
              .min(Comparator.comparingLong(timer -> timer.at - end));
      if (next.isEmpty()) {
        break;
      }
      timers.remove(next.get());
      now = Math.max(next.get().at - now, 0) + now;
      next.get().run();
    }
    now = end;
  }

  /** A context whose deadline is in this time. It does not end by itself. */
  Context within(Duration time) {
    var ticker =
        new Deadline.Ticker() {
          @Override
          public long nanoTime() {
            return now;
          }
        };
    var deadline = Deadline.after(time.toNanos(), TimeUnit.NANOSECONDS, ticker);
    return Context.ROOT.withDeadline(deadline, new HandLoop());
  }

  /** How many timers are set. */
  int timers() {
    return timers.size();
  }

  @Override
  public void execute(Runnable task) {
    if (closed) {
      throw new RejectedExecutionException("closed");
    }
    tasks.add(task);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    if (closed) {
      throw new RejectedExecutionException("closed");
    }
    var timer = new Timer(task, now + unit.toNanos(delay));
    timers.add(timer);
    return timer;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void shutdown() {
    closed = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isShutdown() {
    return closed;
  }

  @Override
  public boolean isTerminated() {
    return closed;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return closed;
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  private final class Timer extends FutureTask<Void> implements ScheduledFuture<Void> {
    private final long at;

    Timer(Runnable task, long at) {
      super(task, null);
      this.at = at;
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      timers.remove(this);
      return super.cancel(mayInterrupt);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(at - now, TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
