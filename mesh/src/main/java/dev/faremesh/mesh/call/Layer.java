package dev.faremesh.mesh.call;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;

/**
 * One layer of an outgoing call: grpc's ClientInterceptor, with the context of the call as a
 * parameter. As a call option it would cost a copy of all options.
 */
@FunctionalInterface
interface Layer {
  /** The call, which makes its own by way of the layers below; it does nothing until started. */
  <Q, R> ClientCall<Q, R> newCall(
      MethodDescriptor<Q, R> method, CallOptions options, CallContext context, Below below);

  /** What lies below a layer. */
  @FunctionalInterface
  interface Below {
    <Q, R> ClientCall<Q, R> newCall(
        MethodDescriptor<Q, R> method, CallOptions options, CallContext context);
  }
}
