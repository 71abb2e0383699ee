package dev.faremesh.pricing.server;

import dev.faremesh.demand.v1.DemandServiceProto;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerMain;
import dev.faremesh.mesh.server.ServerOptions;
import dev.faremesh.pricing.v1.PricingServiceProto;
import dev.faremesh.supply.v1.SupplyServiceProto;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs pricing-server as a process. */
@Command(
    name = "pricing-server",
    description = "Prices rides: asks supply-server and demand-server, and answers with a fare.")
public final class PricingMain implements Callable<Integer> {
  private final Function<PricingSettings, MeshServer> starter;

  @Mixin private ServerOptions options = new ServerOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on, 0 for any free one.",
      defaultValue = "50053")
  private int port;

  @Option(
      names = "--supply-target",
      paramLabel = "TARGET",
      description =
          "Where supply-server is: host:port, dns:///NAME:PORT, or static:///HOST:PORT,HOST:PORT.",
      defaultValue = "127.0.0.1:50051")
  private String supplyTarget = "";

  @Option(
      names = "--demand-target",
      paramLabel = "TARGET",
      description = "Where demand-server is, likewise.",
      defaultValue = "127.0.0.1:50052")
  private String demandTarget = "";

  @Option(
      names = "--quote-keys",
      paramLabel = "FILE",
      description =
          "Keys that quotes are signed with, as `fare keys new` makes them: read again when the"
              + " file changes. Without it: a key of this process alone.")
  private Optional<Path> quoteKeys = Optional.empty();

  @Option(
      names = "--tariff-file",
      paramLabel = "FILE",
      description =
          "What rides cost, as the JSON of faremesh.pricing.v1.TariffBook; read again when it"
              + " changes. Without it, illustrative tariffs of some cities.")
  private Optional<Path> tariffFile = Optional.empty();

  PricingMain() {
    this(settings -> PricingServer.start(settings, InstantSource.system()));
  }

  /** Runs a server that {@code starter} starts. */
  PricingMain(Function<PricingSettings, MeshServer> starter) {
    this.starter = starter;
  }

  public static void main(String... args) {
    System.exit(ServerMain.execute(new PricingMain(), "PRICING", System.getenv(), args));
  }

  @Override
  public Integer call() throws InterruptedException {
    var settings =
        new PricingSettings(
            options.settings(
                port,
                PricingServiceProto.getDescriptor(),
                SupplyServiceProto.getDescriptor(),
                DemandServiceProto.getDescriptor()),
            supplyTarget,
            demandTarget,
            quoteKeys,
            tariffFile);
    return ServerMain.serve(options, () -> starter.apply(settings));
  }
}
