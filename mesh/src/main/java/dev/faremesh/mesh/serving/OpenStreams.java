package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.stream.Draining;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The streams that are open on a server, whichever services they call: so many and no more, half of
 * them of one caller, and all of them ended by the drain. What a service allows besides is its own
 * affair.
 */
final class OpenStreams {
  private final int most;
  private final Set<OpenStream<?, ?>> streams = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> openOf = new HashMap<>();
  private volatile boolean draining;

  /**
   * None is open.
   *
   * @param most that may be, at least 1
   */
  OpenStreams(int most) {
    this.most = most;
  }

  /**
   * One more.
   *
   * @throws StatusRuntimeException RESOURCE_EXHAUSTED STREAMS_FULL when there are too many
   */
  void add(OpenStream<?, ?> stream) {
    synchronized (openOf) {
      int own = openOf.getOrDefault(stream.caller(), 0);
      if (streams.size() >= most || own >= (most + 1) / 2) {
        throw full(own);
      }
      openOf.put(stream.caller(), own + 1);
      streams.add(stream);
    }
    if (draining) { // it was begun while the others were sent away
      stream.end(Draining.error());
    }
  }

  void remove(OpenStream<?, ?> stream) {
    synchronized (openOf) {
      if (streams.remove(stream)) {
        openOf.merge(stream.caller(), -1, Integer::sum);
        openOf.remove(stream.caller(), 0);
      }
    }
  }

  private StatusRuntimeException full(int own) {
    return ErrorStatus.of(
        Status.Code.RESOURCE_EXHAUSTED,
        "STREAMS_FULL",
        "%d streams are open, %d of them of this caller (expected: at most %d, half of them of one)"
            .formatted(streams.size(), own, most),
        Map.of("most", "" + most));
  }

  /** Sends all away with UNAVAILABLE DRAINING, which tells their clients to come back. */
  void drain() {
    draining = true;
    streams.forEach(stream -> stream.end(Draining.error()));
  }
}
