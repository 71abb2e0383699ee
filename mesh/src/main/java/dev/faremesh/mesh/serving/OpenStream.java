package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.call.Timing;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream that ends when it is too old, or idle. It has one task at the timer at a time, however
 * many messages come: the task looks when the last one came, and sets itself anew.
 */
final class OpenStream<Q, R> extends EndableCall<Q, R> {
  private static final double SPREAD = 0.1;

  private final OpenStreams streams;
  private final Timing timing;
  private final Optional<ServingPolicy> limits;
  private final String caller;
  private long oldAt;
  private volatile long heardAt;
  private volatile boolean listening = true; // until the client has said all
  private @Nullable ScheduledFuture<?> look;
  private boolean gone;

  OpenStream(
      ServerCall<Q, R> delegate,
      OpenStreams streams,
      Timing timing,
      Optional<ServingPolicy> limits) {
    super(delegate);
    this.caller = CallerName.of(delegate.getAttributes());
    this.streams = streams;
    this.timing = timing;
    this.limits = limits;
  }

  /** Whose it is. */
  String caller() {
    return caller;
  }

  ServerCall.Listener<Q> start(ServerCallHandler<Q, R> next, Metadata headers) {
    streams.add(this);
    heardAt = timing.nanos().getAsLong();
    limits.ifPresent(l -> {
      oldAt = heardAt + spread(l.streamAge());
      lookAgain(l);
    });
    boolean started = false;
    try {
      var listener = new Heard(next.startCall(this, headers));
      started = true;
      return listener;
    } finally {
      if (!started) {
        forget(); // no callback will follow
      }
    }
  }

  /**
   * Less up to a tenth, so that streams which were opened together do not all come back at once.
   */
  private long spread(Duration age) {
    synchronized (timing.random()) {
      return (long) (age.toNanos() * (1 - SPREAD * timing.random().nextDouble()));
    }
  }

  private synchronized void lookAgain(ServingPolicy limits) {
    if (!gone) {
      long now = timing.nanos().getAsLong();
      long old = oldAt - now;
      long idle = heardAt + limits.streamIdle().toNanos() - now;
      look =
          timing
              .timer()
              .schedule(
                  () -> look(limits), listening ? Math.min(old, idle) : old, TimeUnit.NANOSECONDS);
    }
  }

  private void look(ServingPolicy limits) {
    long now = timing.nanos().getAsLong();
    if (now - oldAt >= 0) {
      expire(
          "STREAM_AGED", "this stream has reached its greatest age: come back", limits.streamAge());
    } else if (listening && now - heardAt >= limits.streamIdle().toNanos()) {
      expire("STREAM_IDLE", "nothing came on this stream for too long", limits.streamIdle());
    } else {
      lookAgain(limits);
    }
  }

  private void expire(String reason, String message, Duration most) {
    end(
        ErrorStatus.of(
            Status.Code.UNAVAILABLE,
            reason,
            message + " (expected: at most " + most.toMillis() + " ms)",
            Map.of("mostMillis", "" + most.toMillis())));
  }

  @Override
  public synchronized void close(Status status, Metadata trailers) {
    super.close(status, trailers);
    forget();
  }

  private void forget() {
    streams.remove(this);
    synchronized (this) {
      gone = true;
      if (look != null) {
        look.cancel(false);
      }
    }
  }

  /** Notes when a message comes. */
  private final class Heard extends SimpleForwardingServerCallListener<Q> {
    Heard(ServerCall.Listener<Q> delegate) {
      super(delegate);
    }

    @Override
    public void onMessage(Q message) {
      heardAt = timing.nanos().getAsLong();
      super.onMessage(message);
    }

    @Override
    public void onHalfClose() {
      listening = false;
      super.onHalfClose();
    }

    @Override
    public void onCancel() {
      forget();
      super.onCancel();
    }

    @Override
    public void onComplete() {
      forget(); // a layer above may have closed it
      super.onComplete();
    }
  }
}
