package dev.faremesh.mesh.call;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/**
 * Rejects attempts when too many of a method are under way. Lies outside the breaker, so that an
 * attempt which is shed here never spends a probe.
 */
final class LimitLayer implements ClientInterceptor {
  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    var context = CallContext.of(options);
    var limit = context.method().limit();
    if (limit.isEmpty() || !context.has(Protection.LIMIT)) {
      return next.newCall(method, options);
    }
    var permit = limit.get().tryAcquire();
    if (permit.isEmpty()) {
      context.method().counts().rejectedByLimit();
      return new RejectedCall<>(
          Rejection.by(
              "limit",
              Status.Code.RESOURCE_EXHAUSTED,
              "LIMIT_REACHED",
              "%s has %d calls under way (expected: fewer)"
                  .formatted(context.method().name(), limit.get().inForce())));
    }
    return new SettledCall<>(
        next.newCall(method, options),
        options.getOption(Attempt.KEY),
        context.edge().timing().nanos(),
        permit.get()::settle);
  }
}
