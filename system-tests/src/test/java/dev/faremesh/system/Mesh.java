package dev.faremesh.system;

import dev.faremesh.mesh.tls.TlsFiles;
import java.util.Optional;

/** The three servers on 127.0.0.1, however they run. */
interface Mesh extends AutoCloseable {
  /** Where a server listens, as HOST:PORT. Stays the same when it is restarted. */
  String address(Peer peer);

  /** What a member of the mesh proves itself with; empty when nobody does. */
  Optional<TlsFiles> files(String member);

  /** Ends a server without a drain. */
  void kill(Peer peer);

  /** Starts a server that was killed, with nothing in its memory; waits until it is ready. */
  void restart(Peer peer);

  @Override
  void close();
}
