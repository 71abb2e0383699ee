package dev.faremesh.cli.local;

import dev.faremesh.cli.call.Peer;
import dev.faremesh.mesh.seal.KeyFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where the servers of a mesh on this machine listen, and where what they leave is kept.
 *
 * @param ports of all servers; 0 for any free one
 */
public record MeshPlan(Map<Peer, Integer> ports, Path dataDir) {
  public MeshPlan {
    ports = new EnumMap<>(ports);
  }

  /** The keys that quotes are signed and verified with: kept from one run to the next. */
  public KeyFile quoteKeys() {
    return new KeyFile(dataDir.resolve("quote-keys.json"));
  }

  /** Makes what is kept, where it is not there yet. */
  void prepare() throws IOException {
    Files.createDirectories(dataDir.resolve("logs"));
    if (!Files.exists(quoteKeys().path())) {
      quoteKeys().create();
    }
  }

  int port(Peer server) {
    return ports.getOrDefault(server, server.port());
  }

  /**
   * Checks the ports before anything starts.
   *
   * @throws IOException when one is taken
   */
  void requirePortsFree() throws IOException {
    for (Peer server : Peer.values()) {
      try (var socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port(server)));
      } catch (IOException e) {
        throw new IOException(
            "port %d on %s is taken (expected: free): choose another with --%s-port"
                .formatted(port(server), Launch.HOST, server),
            e);
      }
    }
  }
}
