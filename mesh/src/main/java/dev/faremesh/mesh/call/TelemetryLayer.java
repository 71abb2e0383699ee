package dev.faremesh.mesh.call;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/** Sees every call as its caller does, local rejections included. */
final class TelemetryLayer implements Layer {
  @Override
  public <Q, R> ClientCall<Q, R> newCall(
      MethodDescriptor<Q, R> method, CallOptions options, CallContext context, Below below) {
    return new CountedCall<>(below.newCall(method, options, context), context);
  }

  private static final class CountedCall<Q, R> extends SimpleForwardingClientCall<Q, R> {
    private final CallContext context;

    CountedCall(ClientCall<Q, R> delegate, CallContext context) {
      super(delegate);
      this.context = context;
    }

    @Override
    public void start(Listener<R> listener, Metadata headers) {
      super.start(new CountingListener<>(listener, context), headers);
    }
  }

  private static final class CountingListener<R> extends SimpleForwardingClientCallListener<R> {
    private final CallContext context;
    private final long startedAt;

    CountingListener(ClientCall.Listener<R> listener, CallContext context) {
      super(listener);
      this.context = context;
      this.startedAt = context.edge().timing().nanos().getAsLong();
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      var method = context.method();
      method.counts().call(status.isOk());
      if (status.isOk() && method.unary()) {
        method.callLatency().record(context.edge().timing().nanos().getAsLong() - startedAt);
      }
      super.onClose(status, trailers);
    }
  }
}
