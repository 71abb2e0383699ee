package dev.faremesh.mesh.propagation;

import io.grpc.Context;
import io.grpc.Metadata;

/**
 * Says down a chain that somebody above tries again already. One hop owns the retries of a request:
 * were each to retry, attempts would multiply from hop to hop.
 */
public final class RetryOwner {
  /** Set on every call of a hop that may try again. */
  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("faremesh-retry-owner", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<Boolean> ABOVE =
      Context.keyWithDefault("faremesh-retry-owner-above", false);

  private RetryOwner() {}

  /** Reads the word of the hop above, so that calls which are made in the context heed it. */
  public static Context in(Context context, Metadata headers) {
    return headers.containsKey(HEADER) ? context.withValue(ABOVE, true) : context;
  }

  /** Whether somebody above the call that is being served owns the retries. */
  public static boolean above() {
    return ABOVE.get();
  }

  /** Says that the caller of this call tries again itself. */
  public static void claim(Metadata headers) {
    headers.discardAll(HEADER);
    headers.put(HEADER, "1");
  }
}
