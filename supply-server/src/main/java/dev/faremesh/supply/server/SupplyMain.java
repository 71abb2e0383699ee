package dev.faremesh.supply.server;

import dev.faremesh.mesh.server.ServerMain;
import dev.faremesh.mesh.server.ServerOptions;
import dev.faremesh.supply.v1.SupplyServiceProto;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The supply server as a process. */
@Command(
    name = "supply-server",
    description = "Keeps what drivers report, and answers how many there are in a cell.")
public final class SupplyMain implements Callable<Integer> {
  @Mixin private final ServerOptions server = new ServerOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on, 0 for any free one.",
      defaultValue = "50051")
  private int port;

  /** Runs until it is told to stop. */
  public static void main(String... args) {
    System.exit(ServerMain.execute(new SupplyMain(), "SUPPLY", System.getenv(), args));
  }

  @Override
  public Integer call() throws InterruptedException {
    return ServerMain.serve(server, () -> SupplyServer.start(settings(), InstantSource.system()));
  }

  SupplySettings settings() {
    return new SupplySettings(server.settings(port, SupplyServiceProto.getDescriptor()));
  }
}
