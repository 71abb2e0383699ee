package dev.faremesh.mesh.propagation;

import io.grpc.Context;
import io.grpc.Metadata;
import java.util.Optional;

/**
 * Who makes a call, by the name that it gives itself in header {@code faremesh-caller}. Servers of
 * a mesh say it; what says nothing is the public. It is a name, not a proof.
 */
public final class Caller {
  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("faremesh-caller", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<String> CURRENT = Context.keyWithDefault("faremesh-caller", "");

  private Caller() {}

  /** That of the call which is being served, empty when it is the public. */
  public static String current() {
    return CURRENT.get();
  }

  /** A context in which {@code name} is the caller. */
  public static Context in(Context context, String name) {
    return context.withValue(CURRENT, name);
  }

  /** Who a call says that it is from. */
  public static Optional<String> in(Metadata headers) {
    return Optional.ofNullable(headers.get(HEADER));
  }

  /** Says to the callee who calls. */
  public static void tell(Metadata headers, String name) {
    headers.discardAll(HEADER);
    headers.put(HEADER, name);
  }
}
