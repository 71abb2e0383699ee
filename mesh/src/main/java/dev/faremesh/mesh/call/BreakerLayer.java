package dev.faremesh.mesh.call;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/**
 * Rejects attempts at once while too many of a method fail. Lies next to the channel, so that it
 * judges every attempt that would be sent, and none that another protection turned away.
 */
final class BreakerLayer implements ClientInterceptor {
  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    var context = CallContext.of(options);
    var breaker = context.method().breaker();
    if (breaker.isEmpty() || !context.has(Protection.BREAKER)) {
      return next.newCall(method, options);
    }
    var permit = breaker.get().tryAcquire();
    if (permit.isEmpty()) {
      context.method().counts().rejectedByBreaker();
      return new RejectedCall<>(
          Rejection.by(
              "breaker",
              Status.Code.UNAVAILABLE,
              "BREAKER_OPEN",
              context.method().name() + " is not called now: too many of its calls failed"));
    }
    return new SettledCall<>(
        next.newCall(method, options),
        options.getOption(Attempt.KEY),
        context.edge().timing().nanos(),
        permit.get()::settle);
  }
}
