package dev.faremesh.mesh.call;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/**
 * Rejects attempts at once while too many of a method fail. Lies next to the wire, so that it
 * judges every attempt that would be sent, and none that another protection turned away. {@link
 * SentCall} gives the permit back with the verdict.
 */
final class BreakerLayer implements Layer {
  @Override
  public <Q, R> ClientCall<Q, R> newCall(
      MethodDescriptor<Q, R> method, CallOptions options, CallContext context, Below below) {
    var breaker = context.method().breaker();
    if (breaker.isEmpty() || !context.has(Protection.BREAKER)) {
      return below.newCall(method, options, context);
    }
    var permit = breaker.get().tryAcquire();
    if (permit == null) {
      context.method().counts().rejectedByBreaker();
      var limitPermit = context.takeLimitPermit();
      if (limitPermit != null) {
        limitPermit.settle(Verdict.IGNORED, Status.UNAVAILABLE, 0); // nothing will be sent
      }
      return new RejectedCall<>(
          context.method().name(), context.method().rejections().breakerOpen());
    }
    context.holdBreaker(permit);
    // A probe waits for the reconnect that it has hurried: it would fail, and the next one is a
    // whole open time away.
    var asked = breaker.get().closed() ? options : options.withWaitForReady();
    return below.newCall(method, asked, context);
  }
}
