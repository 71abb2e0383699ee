package dev.faremesh.demand.server;

import dev.faremesh.demand.v1.DemandServiceProto;
import dev.faremesh.mesh.server.ServerMain;
import dev.faremesh.mesh.server.ServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The demand server as a program. */
@Command(name = "demand-server", description = "Keeps rides, and answers how many riders want one.")
final class DemandMain implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private ProfileOption profiles = new ProfileOption();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on, 0 for any free one.",
      defaultValue = "50052")
  private int port;

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      description = "How long a session or a request counts, in event time.",
      defaultValue = "5m")
  private Duration window = Duration.ZERO;

  @Option(
      names = "--quote-keys",
      paramLabel = "FILE",
      description =
          "Keys that quotes are verified with, the same as pricing-server's: read again when the"
              + " file changes.")
  private @Nullable Path quoteKeys;

  /** Runs the program until it is told to stop. */
  public static void main(String[] args) {
    System.exit(ServerMain.execute(new DemandMain(), "DEMAND", System.getenv(), args));
  }

  DemandSettings settings() {
    return new DemandSettings(
        server.settings(port, DemandServiceProto.getDescriptor()),
        window,
        profiles.read(),
        Optional.ofNullable(quoteKeys));
  }

  @Override
  public Integer call() throws InterruptedException {
    var settings = settings();
    return ServerMain.serve(server, () -> DemandServer.start(settings, InstantSource.system()));
  }
}
