package dev.faremesh.lab.relay;

import dev.faremesh.lab.v1.RelayServiceProto;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerMain;
import dev.faremesh.mesh.server.ServerOptions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A relay as a process. */
@Command(name = "relay", description = "Answers when all relays that it depends on have answered.")
public final class RelayMain implements Callable<Integer> {
  private final Function<RelaySettings, MeshServer> starter;

  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on, 0 for any free one.",
      defaultValue = "50061")
  private int port;

  @Option(
      names = "--depends-on",
      paramLabel = "NAME=TARGET",
      split = " +",
      splitSynopsisLabel = " ",
      showDefaultValue = Visibility.NEVER,
      description =
          "A relay to ask, and what to call it. May be given again; several in one are separated"
              + " by spaces.")
  private List<String> dependsOn = List.of();

  @Option(
      names = "--naive-attempts",
      paramLabel = "N",
      description =
          "Attempts at a dependency, at once and without a budget, while protection RETRY is"
              + " switched off: 1 to 5.",
      defaultValue = "1")
  private int naiveAttempts;

  RelayMain() {
    this(RelayServer::start);
  }

  /** Runs a server that {@code starter} starts. */
  RelayMain(Function<RelaySettings, MeshServer> starter) {
    this.starter = starter;
  }

  /** Runs until it is told to stop. */
  public static void main(String... args) {
    System.exit(ServerMain.execute(new RelayMain(), "RELAY", System.getenv(), args));
  }

  @Override
  public Integer call() throws InterruptedException {
    var settings =
        new RelaySettings(
            server.settings(port, RelayServiceProto.getDescriptor()),
            dependsOn.stream().map(Dependency::parse).toList(),
            naiveAttempts);
    return ServerMain.serve(server, () -> starter.apply(settings));
  }
}
