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

/**
 * Sees every call as its caller does, local rejections included; opens the context of the others.
 */
final class TelemetryLayer implements ClientInterceptor {
  private final Edge edge;

  TelemetryLayer(Edge edge) {
    this.edge = edge;
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    var context = new CallContext(edge, edge.stateOf(method), edge.switches().on());
    var counts = context.method().counts();
    return new SimpleForwardingClientCall<>(next.newCall(method, context.in(options))) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        long startedAt = edge.timing().nanos().getAsLong();
        super.start(
            new SimpleForwardingClientCallListener<>(listener) {
              @Override
              public void onClose(Status status, Metadata trailers) {
                counts.call(status.isOk());
                if (status.isOk()) {
                  context
                      .method()
                      .callLatency()
                      .record(edge.timing().nanos().getAsLong() - startedAt);
                }
                super.onClose(status, trailers);
              }
            },
            headers);
      }
    };
  }
}
