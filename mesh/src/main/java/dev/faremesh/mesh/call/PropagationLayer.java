package dev.faremesh.mesh.call;

import dev.faremesh.mesh.propagation.Caller;
import dev.faremesh.mesh.propagation.Criticality;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/** Tells the callee who calls, and how critical the request is that the call is part of. */
final class PropagationLayer implements ClientInterceptor {
  private final Edge edge;

  PropagationLayer(Edge edge) {
    this.edge = edge;
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        if (!edge.caller().isEmpty()) {
          Caller.tell(headers, edge.caller());
        }
        Criticality.current().tell(headers);
        super.start(listener, headers);
      }
    };
  }
}
