package dev.faremesh.mesh.propagation;

import io.grpc.Context;
import io.grpc.Metadata;
import java.util.Locale;
import java.util.Optional;

/**
 * How bad it is when a call fails: who must shed, sheds the least critical first. Travels down a
 * chain in header {@code faremesh-criticality}. (The classes are those of Google's SRE book,
 * chapter 21.)
 */
public enum Criticality {
  /** Nobody is hurt by a retry in minutes: batch work. */
  SHEDDABLE(0.5),
  /** Somebody may notice: prefetching, maps in the background. */
  SHEDDABLE_PLUS(0.75),
  /** A user waits. What nobody said otherwise of is this. */
  CRITICAL(0.9),
  /** A user waits, and it costs money. */
  CRITICAL_PLUS(1.0);

  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("faremesh-criticality", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<Criticality> CURRENT =
      Context.keyWithDefault("faremesh-criticality", CRITICAL);

  private final double share;

  Criticality(double share) {
    this.share = share;
  }

  /** The share of a limit that calls of this class may fill, 0 to 1. */
  public double shareOfLimit() {
    return share;
  }

  /** That of the call which is being served. */
  public static Criticality current() {
    return CURRENT.get();
  }

  /** A context whose calls are of this class. */
  public Context in(Context context) {
    return context.withValue(CURRENT, this);
  }

  /** What a caller says of its call: empty when it says nothing, or nothing that is known. */
  public static Optional<Criticality> in(Metadata headers) {
    var said = headers.get(HEADER);
    if (said == null) {
      return Optional.empty();
    }
    for (Criticality criticality : values()) {
      if (criticality.name().equals(said.toUpperCase(Locale.ROOT))) {
        return Optional.of(criticality);
      }
    }
    return Optional.empty();
  }

  /** Says it to the callee; what most calls are goes without saying. */
  public void tell(Metadata headers) {
    if (this != CRITICAL) {
      headers.discardAll(HEADER);
      headers.put(HEADER, name());
    }
  }
}
