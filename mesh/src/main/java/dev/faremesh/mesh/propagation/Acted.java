package dev.faremesh.mesh.propagation;

import io.grpc.Context;
import io.grpc.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What acted on a call that is being served: second attempts, rejections, values that were last
 * known. It leaves in trailer {@code faremesh-acted}, one for each note, for whoever looks with
 * {@code grpcurl -v}. Safe for use by threads.
 */
public final class Acted {
  /** One note, such as {@code demand/GetDemand: last known, 3200 ms old}. */
  public static final Metadata.Key<String> TRAILER =
      Metadata.Key.of("faremesh-acted", Metadata.ASCII_STRING_MARSHALLER);

  private static final int MOST = 16;
  private static final Context.Key<Acted> CURRENT = Context.key("faremesh-acted");

  private final Set<String> notes = new LinkedHashSet<>();

  /** A context whose notes are kept here. */
  public Context in(Context context) {
    return context.withValue(CURRENT, this);
  }

  /**
   * Notes what acted on the call that is served in a context; the same note is kept once.
   *
   * @param note printable ASCII; asked for only when somebody keeps it
   */
  public static void note(Context context, Supplier<String> note) {
    var acted = CURRENT.get(context);
    if (acted != null) {
      acted.add(note.get());
    }
  }

  private synchronized void add(String note) {
    if (notes.size() < MOST) {
      notes.add(note);
    }
  }

  /** The notes so far. */
  public synchronized List<String> notes() {
    return new ArrayList<>(notes);
  }
}
