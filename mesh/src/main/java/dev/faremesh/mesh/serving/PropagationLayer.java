package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.propagation.Acted;
import dev.faremesh.mesh.propagation.Caller;
import dev.faremesh.mesh.propagation.Criticality;
import dev.faremesh.mesh.propagation.RetryOwner;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Reads what travels with a request into the context of its call, so that the calls which it makes
 * heed it, and lets out in its trailers what acted on it.
 */
final class PropagationLayer implements ServerInterceptor {
  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var acted = new Acted();
    var context = RetryOwner.in(acted.in(Context.current()), headers);
    var caller = Caller.in(headers);
    if (caller.isPresent()) {
      context = Caller.in(context, caller.get());
    }
    var criticality = Criticality.in(headers);
    if (criticality.isPresent()) {
      context = criticality.get().in(context);
    }
    return Contexts.interceptCall(context, new NotedCall<>(call, acted), headers, next);
  }

  private static final class NotedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final Acted acted;

    NotedCall(ServerCall<Q, R> delegate, Acted acted) {
      super(delegate);
      this.acted = acted;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      acted.notes().forEach(note -> trailers.put(Acted.TRAILER, note));
      super.close(status, trailers);
    }
  }
}
