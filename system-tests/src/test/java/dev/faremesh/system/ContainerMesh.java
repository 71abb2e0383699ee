package dev.faremesh.system;

import dev.faremesh.mesh.tls.TlsFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each server as a container, from its image. */
final class ContainerMesh implements Mesh {
  /** Time for a test to see that a server turns callers away, and still answers. */
  private static final String HOLD = "5s";

  private final Map<Peer, Process> servers = new EnumMap<>(Peer.class);
  private final Map<Peer, Integer> ports = new EnumMap<>(Peer.class);
  private final Podman podman;
  private final List<String> options;

  /**
   * Starts the three.
   *
   * @param options of every container
   */
  ContainerMesh(Podman podman, List<String> options) {
    this.podman = podman;
    this.options = List.copyOf(options);
    for (Peer peer : Peer.values()) {
      restart(peer);
    }
  }

  @Override
  public String address(Peer peer) {
    return "127.0.0.1:" + ports.get(peer);
  }

  @Override
  public Optional<TlsFiles> files(String member) {
    return Optional.empty();
  }

  @Override
  public void kill(Peer peer) {
    Command.run(podman.words("rm", "--force", "--time=0", peer.program()));
    servers.remove(peer).onExit().join();
  }

  @Override
  public void restart(Peer peer) {
    var own = new ArrayList<>(options);
    own.addAll(List.of("--name=" + peer.program(), "--rm"));
    var arguments =
        new ArrayList<>(List.of("--port=" + ports.getOrDefault(peer, 0), "--drain-hold=" + HOLD));
    if (peer == Peer.PRICING) {
      arguments.add("--supply-target=" + address(Peer.SUPPLY));
      arguments.add("--demand-target=" + address(Peer.DEMAND));
    }
    try {
      var server =
          new ProcessBuilder(podman.run(peer.program(), own, arguments))
              .redirectError(Redirect.INHERIT)
              .start();
      servers.put(peer, server);
      ports.put(peer, portOf(server, peer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int portOf(Process server, Peer peer) throws IOException {
    var out = new BufferedReader(server.inputReader(StandardCharsets.UTF_8));
    var line = String.valueOf(out.readLine());
    if (!line.startsWith("ready port=")) {
      throw new IllegalStateException(peer + " said '" + line + "' (expected: ready port=N)");
    }
    return Integer.parseInt(line.substring("ready port=".length()));
  }

  /**
   * Asks a server to end, as a cluster does.
   *
   * @return its exit code
   */
  int stop(Peer peer) {
    Command.run(podman.words("stop", "--time=30", peer.program()));
    return servers.remove(peer).onExit().join().exitValue();
  }

  @Override
  public void close() {
    List.copyOf(servers.keySet()).forEach(this::kill);
  }
}
