package dev.faremesh.mesh.call;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * Says down a chain that somebody above tries again already. One hop owns the retries of a request:
 * were each to retry, attempts would multiply from hop to hop.
 */
public final class RetryOwner implements ServerInterceptor {
  /** Set on every call of a hop that may try again. */
  static final Metadata.Key<String> HEADER =
      Metadata.Key.of("faremesh-retry-owner", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<Boolean> ABOVE =
      Context.keyWithDefault("faremesh-retry-owner-above", false);

  /** Reads the word of the hop above, so that the calls which this one makes heed it. */
  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return headers.containsKey(HEADER)
        ? Contexts.interceptCall(Context.current().withValue(ABOVE, true), call, headers, next)
        : next.startCall(call, headers);
  }

  /** Whether somebody above the call that is being served owns the retries. */
  static boolean above() {
    return ABOVE.get();
  }

  static void claim(Metadata headers) {
    headers.discardAll(HEADER);
    headers.put(HEADER, "1");
  }
}
