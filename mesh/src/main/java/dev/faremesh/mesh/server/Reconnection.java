package dev.faremesh.mesh.server;

import dev.faremesh.mesh.call.Connection;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Brings the lost connections of a channel back, and knows for how long there was none to use.
 *
 * <p>Every second, what waits for its next attempt is attempted. The channel's own state does not
 * tell when: it stays TRANSIENT_FAILURE through all failing attempts, and READY as long as one
 * address of many is. That also asks the name resolver again, which finds new servers (the resolver
 * of {@code dns:///} answers at most every 30 seconds).
 */
final class Reconnection implements Connection {
  /**
   * How long a lost connection waits for its next attempt: grpc's own backoff grows to two minutes.
   * Callers are not in step, since each counts from its own start.
   */
  static final Duration PERIOD = Duration.ofSeconds(1);

  private final ManagedChannel connections;
  private final ScheduledExecutorService timer;
  private final LongSupplier nanos;
  private final AtomicLong hurriedAt;
  private volatile OptionalLong notReadySince = OptionalLong.empty();

  private Reconnection(
      ManagedChannel connections, ScheduledExecutorService timer, LongSupplier nanos) {
    this.connections = connections;
    this.timer = timer;
    this.nanos = nanos;
    this.hurriedAt = new AtomicLong(nanos.getAsLong() - PERIOD.toNanos());
  }

  /**
   * Begins, and ends when the channel is shut down.
   *
   * @param nanos only differences mean something
   */
  static Reconnection of(
      ManagedChannel connections, ScheduledExecutorService timer, LongSupplier nanos) {
    var reconnection = new Reconnection(connections, timer, nanos);
    reconnection.watch();
    reconnection.attemptLater();
    return reconnection;
  }

  private void attemptLater() {
    if (!connections.isShutdown()) {
      var _ =
          timer.schedule(
              () -> {
                connections.resetConnectBackoff();
                attemptLater();
              },
              PERIOD.toNanos(),
              TimeUnit.NANOSECONDS);
    }
  }

  /** Runs at each change of the channel's state; grpc calls it one at a time. */
  private void watch() {
    var state = connections.getState(false);
    notReadySince =
        switch (state) {
          case CONNECTING, TRANSIENT_FAILURE ->
              notReadySince.isPresent() ? notReadySince : OptionalLong.of(nanos.getAsLong());
          case READY, IDLE, SHUTDOWN -> OptionalLong.empty();
        };
    if (state != ConnectivityState.SHUTDOWN) {
      connections.notifyWhenStateChanged(state, this::watch);
    }
  }

  /** At most once in a second, however many breakers want to probe. */
  @Override
  public void hurry() {
    long now = nanos.getAsLong();
    long last = hurriedAt.get();
    if (now - last >= PERIOD.toNanos() && hurriedAt.compareAndSet(last, now)) {
      timer.execute(connections::resetConnectBackoff); // not under the lock of the breaker
    }
  }

  @Override
  public long notReadyNanos() {
    var since = notReadySince;
    return since.isPresent() ? nanos.getAsLong() - since.getAsLong() : 0;
  }

  @Override
  public String state() {
    return connections.getState(false).name();
  }
}
