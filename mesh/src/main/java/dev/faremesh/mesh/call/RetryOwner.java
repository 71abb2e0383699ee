package dev.faremesh.mesh.call;

import io.grpc.Context;
import io.grpc.Metadata;

/**
 * Says down a chain that somebody above tries again already. One hop owns the retries of a request:
 * were each to retry, attempts would multiply from hop to hop.
 */
public final class RetryOwner {
  /** Set on every call of a hop that may try again. */
  static final Metadata.Key<String> HEADER =
      Metadata.Key.of("faremesh-retry-owner", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<Boolean> ABOVE =
      Context.keyWithDefault("faremesh-retry-owner-above", false);

  private RetryOwner() {}

  /** The context of a call that is served, from its headers. */
  public static Context contextOf(Metadata headers) {
    return headers.containsKey(HEADER)
        ? Context.current().withValue(ABOVE, true)
        : Context.current();
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
