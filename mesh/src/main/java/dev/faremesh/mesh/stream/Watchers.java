package dev.faremesh.mesh.stream;

import dev.faremesh.mesh.ErrorStatus;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The clients that watch something change. Each is looked after at an interval of its own: when it
 * has read what it was sent, it gets what is new. A slow one so gets the latest values, not each of
 * them, and nothing is queued for it.
 */
public final class Watchers implements AutoCloseable {
  /** Gives a watcher its next message. Called by one thread at a time. */
  @FunctionalInterface
  public interface Source<R> {
    /** What changed since the last call, or empty when nothing did. */
    CompletionStage<Optional<R>> next();
  }

  private final ScheduledExecutorService timer;
  private final int most;
  private final Set<Watcher<?>> watchers = ConcurrentHashMap.newKeySet();

  /**
   * Makes room for watchers.
   *
   * @param timer runs the looks; they must not block it
   * @param most how many may watch at once, at least 1
   */
  public Watchers(ScheduledExecutorService timer, int most) {
    this.timer = timer;
    this.most = most;
  }

  /**
   * Serves a watcher until it goes.
   *
   * @param interval how often to look for changes
   * @throws io.grpc.StatusRuntimeException RESOURCE_EXHAUSTED WATCHERS_FULL when too many watch
   */
  public <R> void watch(StreamObserver<R> out, Duration interval, Source<R> source) {
    var watcher = new Watcher<>((ServerCallStreamObserver<R>) out, source);
    watchers.add(watcher);
    if (watchers.size() > most) {
      watchers.remove(watcher);
      throw ErrorStatus.of(
          Status.Code.RESOURCE_EXHAUSTED,
          "WATCHERS_FULL",
          "all %d places for watchers are taken: come back later".formatted(most),
          Map.of("most", "" + most));
    }
    watcher.start(interval);
  }

  /** Sends all watchers away with UNAVAILABLE DRAINING, which tells them to come back. */
  @Override
  public void close() {
    watchers.forEach(watcher -> watcher.fail(Draining.error()));
  }

  private final class Watcher<R> {
    private final ServerCallStreamObserver<R> out;
    private final Source<R> source;
    private @Nullable ScheduledFuture<?> looks;
    private boolean looking;
    private boolean over;

    Watcher(ServerCallStreamObserver<R> out, Source<R> source) {
      this.out = out;
      this.source = source;
    }

    synchronized void start(Duration interval) {
      out.setOnCancelHandler(this::stop);
      out.setOnCloseHandler(this::stop); // a layer above may close: that is no cancellation
      looks = timer.scheduleAtFixedRate(this::look, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void look() {
      if (over || looking || !out.isReady()) {
        return;
      }
      looking = true;
      var _ =
          next()
              .whenComplete((message, failure) -> {
                if (failure == null) {
                  send(message);
                } else {
                  fail(failure);
                }
              });
    }

    private CompletionStage<Optional<R>> next() {
      try {
        return source.next();
      } catch (RuntimeException e) {
        return CompletableFuture.failedFuture(e); // or the timer would stop looking, silently
      }
    }

    private synchronized void send(Optional<R> message) {
      looking = false;
      if (!over) {
        message.ifPresent(out::onNext);
      }
    }

    synchronized void fail(Throwable failure) {
      if (!over) {
        stop();
        out.onError(failure);
      }
    }

    private synchronized void stop() {
      over = true;
      watchers.remove(this);
      if (looks != null) {
        looks.cancel(false);
      }
    }
  }
}
