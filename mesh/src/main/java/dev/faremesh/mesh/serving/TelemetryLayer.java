package dev.faremesh.mesh.serving;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Counts and times the unary calls that are served, as their callers see them. */
final class TelemetryLayer implements ServerInterceptor {
  private final ServedCalls served;
  private final LongSupplier nanos;

  TelemetryLayer(ServedCalls served, LongSupplier nanos) {
    this.served = served;
    this.nanos = nanos;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (call.getMethodDescriptor().getType() != MethodType.UNARY) {
      return next.startCall(call, headers);
    }
    var counted = new CountedCall<>(call);
    return new SimpleForwardingServerCallListener<>(next.startCall(counted, headers)) {
      @Override
      public void onCancel() {
        counted.count(false);
        super.onCancel();
      }
    };
  }

  private final class CountedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final long startedAt = nanos.getAsLong();
    private final AtomicBoolean counted = new AtomicBoolean();

    CountedCall(ServerCall<Q, R> delegate) {
      super(delegate);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      count(status.isOk());
      super.close(status, trailers);
    }

    void count(boolean ok) {
      if (!counted.compareAndSet(false, true)) {
        return;
      }
      if (ok) {
        served.ok(nanos.getAsLong() - startedAt);
      } else {
        served.failed();
      }
    }
  }
}
