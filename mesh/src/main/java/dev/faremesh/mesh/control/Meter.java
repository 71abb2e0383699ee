package dev.faremesh.mesh.control;

import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.serving.ServedCalls;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads the counters of a process once a second, so that rates can be told without a cost to the
 * calls. Keeps the readings of the last ten seconds. Safe for use by threads.
 */
final class Meter implements AutoCloseable {
  private static final long SPAN_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Supplier<List<Edge>> edges;
  private final ServedCalls served;
  private final LongSupplier nanos;
  private final Deque<Reading> readings = new ArrayDeque<>();
  private final ScheduledFuture<?> ticks;

  /**
   * Reads from now on.
   *
   * @param edges the targets that the process calls; asked at each reading
   * @param timer runs the readings, which do not block it
   */
  Meter(
      Supplier<List<Edge>> edges,
      ServedCalls served,
      ScheduledExecutorService timer,
      LongSupplier nanos) {
    this.edges = edges;
    this.served = served;
    this.nanos = nanos;
    readings.add(read());
    // Not at a fixed rate: a process that was stopped would read many times at one moment.
    ticks = timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /** The counters now, beside those of ten seconds ago, or of the start when that is later. */
  synchronized Lately lately() {
    var now = read();
    return new Lately(latest(now.nanos() - SPAN_NANOS), now);
  }

  private synchronized void tick() {
    var now = read();
    readings.add(now);
    latest(now.nanos() - SPAN_NANOS);
  }

  /** The latest reading that is no later than that, or the first; drops those before it. */
  private Reading latest(long atMost) {
    var found = readings.removeFirst();
    while (!readings.isEmpty() && readings.getFirst().nanos() - atMost <= 0) {
      found = readings.removeFirst();
    }
    readings.addFirst(found);
    return found;
  }

  private Reading read() {
    return Reading.of(edges.get(), served, nanos.getAsLong());
  }

  /** Reads no more. */
  @Override
  public void close() {
    ticks.cancel(false);
  }
}
