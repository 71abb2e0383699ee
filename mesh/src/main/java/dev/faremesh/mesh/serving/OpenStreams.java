package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.stream.Draining;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The streams that are open on a server, so that its drain can end them. */
final class OpenStreams {
  private final Set<EndableCall<?, ?>> streams = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;

  void add(EndableCall<?, ?> stream) {
    streams.add(stream);
    if (draining) { // it was begun while the others were sent away
      stream.end(Draining.error());
    }
  }

  void remove(EndableCall<?, ?> stream) {
    streams.remove(stream);
  }

  /** Sends all away with UNAVAILABLE DRAINING, which tells their clients to come back. */
  void drain() {
    draining = true;
    streams.forEach(stream -> stream.end(Draining.error()));
  }
}
