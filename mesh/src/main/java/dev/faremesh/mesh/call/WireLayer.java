package dev.faremesh.mesh.call;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/** Counts and times what is really sent: lies below everything that may turn an attempt away. */
final class WireLayer implements ClientInterceptor {
  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    var context = CallContext.of(options);
    var ticker = context.edge().timing().nanos();
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        long startedAt = ticker.getAsLong();
        context.method().counts().attemptStarted();
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onClose(Status status, Metadata trailers) {
                if (status.isOk()) {
                  context.method().counts().attemptOk();
                  context.method().latency().record(ticker.getAsLong() - startedAt);
                }
                super.onClose(status, trailers);
              }
            },
            headers);
      }
    };
  }
}
