package dev.faremesh.mesh.serving;

import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The calls that have ended here, and not yet at their callers. A caller who lets a server send
 * nothing keeps each of its answers there, and whatever belongs to its calls; of one who means well
 * they are gone in a moment. When there are too many, the connection of the eldest is cut.
 */
final class LeavingAnswers {
  /** About four KiB each. */
  static final int MOST = 4096;

  /** How long an answer is let be: longer than an event loop takes to come to its sockets. */
  private static final long NEW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LongSupplier nanos;
  private final Map<ArrivingRequest, Long> since = new LinkedHashMap<>(); // eldest first
  private Consumer<SocketAddress> cut = address -> {};

  LeavingAnswers(LongSupplier nanos) {
    this.nanos = nanos;
  }

  synchronized void cutBy(Consumer<SocketAddress> how) {
    cut = how;
  }

  /** A call has ended here. */
  synchronized void add(ArrivingRequest request) {
    if (request.gone) {
      return;
    }
    since.putIfAbsent(request, nanos.getAsLong());
    if (since.size() > MOST) {
      eldest().flatMap(eldest -> eldest.connection.address).ifPresent(cut);
    }
  }

  /** A call has ended at its caller too, or its connection has. */
  synchronized void remove(ArrivingRequest request) {
    since.remove(request);
  }

  private Optional<ArrivingRequest> eldest() {
    var eldest = since.entrySet().iterator();
    var first = eldest.next();
    if (nanos.getAsLong() - first.getValue() < NEW_NANOS) {
      return Optional.empty();
    }
    eldest.remove();
    return Optional.of(first.getKey());
  }
}
