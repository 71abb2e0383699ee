package dev.faremesh.lab.relay;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts calls that are made, those included that never leave the process. */
final class CountedCalls implements ClientInterceptor {
  final AtomicInteger made = new AtomicInteger();

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    made.incrementAndGet();
    var before = Context.ROOT.attach(); // so that a call ends as its callee says, whoever has gone
    try {
      return next.newCall(method, options);
    } finally {
      Context.ROOT.detach(before);
    }
  }
}
