package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.ErrorMapping;
import dev.faremesh.mesh.ErrorStatus;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Turns whatever a handler throws into a status, and sees to it that every error leaves with
 * exactly one ErrorInfo. Must be above every layer that can fail, so that no error passes beside
 * it. What is not one of the domain's exceptions is logged, and leaves as INTERNAL without its
 * message, which may hold what a caller must not see.
 */
final class StatusLayer implements ServerInterceptor {
  private static final Logger LOG = System.getLogger(StatusLayer.class.getName());

  private static final int LONGEST = 1024;

  private final ErrorMapping mapping;

  StatusLayer(ErrorMapping mapping) {
    this.mapping = mapping;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var explained = new ExplainedCall<>(call);
    try {
      return new GuardedListener<>(next.startCall(explained, headers), explained);
    } catch (RuntimeException e) {
      explained.fail(e);
      return new ServerCall.Listener<>() {};
    }
  }

  private StatusRuntimeException errorOf(Throwable failure, String method) {
    var mapped = mapping.map(failure);
    if (mapped.isPresent()) {
      return mapped.get();
    }
    return switch (failure) {
      case StatusRuntimeException e -> e;
      case StatusException e -> new StatusRuntimeException(e.getStatus(), e.getTrailers());
      default -> {
        LOG.log(Level.ERROR, method + " failed", failure);
        yield ErrorStatus.of(
            Status.Code.INTERNAL, "INTERNAL", "an error of the server: see its log", Map.of());
      }
    };
  }

  /** A call that explains its errors, and ends once. */
  private final class ExplainedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final AtomicBoolean closed = new AtomicBoolean();

    ExplainedCall(ServerCall<Q, R> delegate) {
      super(delegate);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (!closed.compareAndSet(false, true)) {
        return;
      }
      Throwable cause = status.getCause();
      if (cause != null && status.getCode() == Status.Code.UNKNOWN) { // onError(any exception)
        closeWith(errorOf(cause, getMethodDescriptor().getFullMethodName()));
      } else if (status.isOk() || ErrorStatus.infoOf(status, trailers).isPresent()) {
        super.close(status, trailers);
      } else {
        closeWith(new StatusRuntimeException(status, trailers));
      }
    }

    void fail(Throwable failure) {
      if (closed.compareAndSet(false, true)) {
        closeWith(errorOf(failure, getMethodDescriptor().getFullMethodName()));
      }
    }

    private void closeWith(StatusRuntimeException error) {
      var status = error.getStatus().withCause(null);
      var trailers = error.getTrailers() == null ? new Metadata() : error.getTrailers();
      if (ErrorStatus.infoOf(status, trailers).isEmpty()) {
        var code = status.getCode();
        var description = status.getDescription() == null ? "" : cut(status.getDescription());
        var explained = ErrorStatus.of(code, code.name(), description, Map.of());
        status = status.withDescription(description);
        if (explained.getTrailers() != null) {
          trailers.merge(explained.getTrailers());
        }
      }
      super.close(status, trailers);
    }

    /** What a caller sent may be in it, and trailers have no room for that. */
    private static String cut(String description) {
      return description.substring(0, Math.min(LONGEST, description.length()));
    }
  }

  /** Catches what a handler throws, whichever callback it is in. */
  private static final class GuardedListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final StatusLayer.ExplainedCall<Q, ?> call;

    GuardedListener(ServerCall.Listener<Q> delegate, StatusLayer.ExplainedCall<Q, ?> call) {
      super(delegate);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      guard(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      guard(super::onHalfClose);
    }

    @Override
    public void onReady() {
      guard(super::onReady);
    }

    private void guard(Runnable callback) {
      try {
        callback.run();
      } catch (RuntimeException e) {
        call.fail(e);
      }
    }
  }
}
