package dev.faremesh.mesh.call;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;

/**
 * Rejects attempts when too many of a method are under way. Lies outside the breaker, so that an
 * attempt which is shed here never spends a probe. {@link SentCall} gives the permit back.
 */
final class LimitLayer implements Layer {
  @Override
  public <Q, R> ClientCall<Q, R> newCall(
      MethodDescriptor<Q, R> method, CallOptions options, CallContext context, Below below) {
    var limit = context.method().limit();
    if (limit.isEmpty() || !context.has(Protection.LIMIT)) {
      return below.newCall(method, options, context);
    }
    var permit = limit.get().tryAcquire();
    if (permit == null) {
      context.method().counts().rejectedByLimit();
      return new RejectedCall<>(
          context.method().name(), context.method().rejections().limitReached());
    }
    context.holdLimit(permit);
    return below.newCall(method, options, context);
  }
}
