package dev.faremesh.mesh.call;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;

/**
 * Sends what no protection turned away: the lowest layer, which counts and times what is really
 * sent, tells the callee who calls, and ends the permits that the layers above took.
 */
final class WireLayer implements Layer {
  @Override
  public <Q, R> ClientCall<Q, R> newCall(
      MethodDescriptor<Q, R> method, CallOptions options, CallContext context, Below below) {
    return new SentCall<>(below.newCall(method, options, context), context);
  }
}
