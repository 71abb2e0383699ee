package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.access.Denial;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;

/** A method that is served to nobody, whatever the access rules say, until its server opens it. */
public final class ClosedMethod implements ServerInterceptor {
  private final MethodDescriptor<?, ?> closed;
  private final String reason;
  private final String expected;

  /**
   * Of a service.
   *
   * @param reason what callers are told
   * @param expected the server that would have let them in
   */
  public ClosedMethod(MethodDescriptor<?, ?> closed, String reason, String expected) {
    this.closed = closed;
    this.reason = reason;
    this.expected = expected;
  }

  /** A service without the method. */
  public BindableService of(BindableService service) {
    return () -> ServerInterceptors.intercept(service.bindService(), this);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var method = call.getMethodDescriptor().getFullMethodName();
    return method.equals(closed.getFullMethodName())
        ? Denial.close(
            call, Denial.of(reason, CallerName.of(call.getAttributes()), method, expected))
        : next.startCall(call, headers);
  }
}
