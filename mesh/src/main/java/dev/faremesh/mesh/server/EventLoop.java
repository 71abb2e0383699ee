package dev.faremesh.mesh.server;

import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import io.grpc.netty.shaded.io.netty.util.concurrent.EventExecutor;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which a process does all its network work: its server and its channels share them,
 * so that a call that is answered by making calls is never handed from thread to thread. Nothing
 * that runs here may block.
 */
public final class EventLoop implements AutoCloseable {
  private final EventLoopGroup group;

  private EventLoop(EventLoopGroup group) {
    this.group = group;
  }

  /**
   * Starts the threads, as daemons.
   *
   * @param threads at least 1
   */
  public static EventLoop start(int threads) {
    return new EventLoop(
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("event-loop", true), NioIoHandler.newFactory()));
  }

  EventLoopGroup group() {
    return group;
  }

  /** For timers; what they run must not block. */
  public ScheduledExecutorService timer() {
    return group;
  }

  /** Runs what it is given when the current run of this thread ends; from elsewhere, soon. */
  public Executor afterThisRun() {
    return task -> current().orElseGet(group::next).execute(task);
  }

  /** Whether the current thread is one of these, and must not block. */
  public boolean inEventLoop() {
    return current().isPresent();
  }

  private Optional<EventExecutor> current() {
    for (EventExecutor thread : group) {
      if (thread.inEventLoop()) {
        return Optional.of(thread);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }
}
