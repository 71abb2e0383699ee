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

/** Each server as a process of its own, from the jar that is shipped; in clear text. */
final class ProcessMesh implements ProcessesMesh {
  /** For tests that call a server a few times. */
  static final List<String> SOON_READY =
      List.of("-Dfaremesh.rehearsal.calls=2", "-XX:TieredStopAtLevel=1");

  private final Map<Peer, Process> servers = new EnumMap<>(Peer.class);
  private final Map<Peer, Integer> ports = new EnumMap<>(Peer.class);
  private final QuoteKeys keys = new QuoteKeys();

  private final List<String> flags;

  private ProcessMesh(List<String> flags) {
    this.flags = flags;
    for (Peer peer : Peer.values()) {
      restart(peer);
    }
  }

  static ProcessMesh soonReady() {
    return new ProcessMesh(SOON_READY);
  }

  /** With servers that are not ready before they are fast. */
  static ProcessMesh rehearsed() {
    return new ProcessMesh(List.of());
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
    servers.remove(peer).destroyForcibly().onExit().join();
  }

  @Override
  public void restart(Peer peer) {
    try {
      var server =
          new ProcessBuilder(commandOf(peer))
              .redirectError(Redirect.INHERIT)
              .start(); // stops when this JVM does: its standard input closes
      servers.put(peer, server);
      ports.put(peer, portOf(server, peer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void signal(Peer peer, Signal signal) {
    signal.to(servers.get(peer).toHandle());
  }

  private List<String> commandOf(Peer peer) {
    var command =
        new ArrayList<>(
            List.of(
                Project.java(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(flags);
    command.addAll(
        List.of(
            "-jar",
            Project.jar(peer.program()).toString(),
            "--until-stdin-closes",
            "--reflection",
            "--port",
            "" + ports.getOrDefault(peer, 0)));
    if (peer != Peer.SUPPLY) {
      command.addAll(List.of("--quote-keys", keys.path().toString()));
    }
    if (peer == Peer.PRICING) {
      command.addAll(
          List.of(
              "--supply-target", address(Peer.SUPPLY), "--demand-target", address(Peer.DEMAND)));
    }
    return command;
  }

  private static int portOf(Process server, Peer peer) throws IOException {
    var out =
        new BufferedReader(
            server.inputReader(StandardCharsets.UTF_8)); // read to its first line only
    var line = String.valueOf(out.readLine());
    if (!line.startsWith("ready port=")) {
      server.destroyForcibly();
      throw new IllegalStateException(peer + " said '" + line + "' (expected: ready port=N)");
    }
    return Integer.parseInt(line.substring("ready port=".length()));
  }

  @Override
  public void close() {
    servers.keySet().forEach(peer -> signal(peer, Signal.CONT)); // what is stopped cannot end
    servers.values().forEach(Process::destroy);
    servers.values().forEach(server -> server.onExit().join());
    keys.close();
  }
}
