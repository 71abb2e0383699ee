package dev.faremesh.cli.pricing;

import com.google.type.LatLng;
import dev.faremesh.cli.call.Connections;
import dev.faremesh.cli.call.MarketOptions;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.call.Position;
import dev.faremesh.cli.call.TargetOptions;
import dev.faremesh.cli.output.Json;
import dev.faremesh.cli.output.OutputOptions;
import dev.faremesh.pricing.v1.GetSurgeRequest;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.WatchSurgeRequest;
import dev.faremesh.type.v1.Area;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the multipliers of an area, once or as they change. */
@Command(
    name = "surge",
    description = "Show the surge multipliers of an area, for pickups at the centres of cells.")
public final class SurgeCommand implements Callable<Integer> {
  @Option(
      names = "--around",
      required = true,
      paramLabel = "LAT,LON",
      converter = Position.class,
      description = "The middle of the area, in degrees.")
  private LatLng around = LatLng.getDefaultInstance();

  @Option(
      names = "--rings",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rings of cells around the middle one, 0 to 16; a ring is about 0.9 km.")
  private int rings;

  @Option(
      names = "--all",
      description = "Show all cells of a table, not only the " + SurgeTable.MOST + " highest.")
  private boolean all;

  @Option(
      names = "--watch",
      description = "Go on with what changes, until Ctrl-C; as JSON, one object a line.")
  private boolean watch;

  @Mixin private MarketOptions market = new MarketOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private TargetOptions targets = new TargetOptions(Peer.PRICING);

  @Override
  public Integer call() {
    var area = Area.newBuilder().setCenter(around).setRings(rings).build();
    try (var connections = Connections.to(targets)) {
      if (watch) {
        watch(connections, area);
      } else {
        show(connections, area);
      }
    }
    return ExitCode.OK;
  }

  private void show(Connections connections, Area area) {
    var request =
        GetSurgeRequest.newBuilder()
            .setCity(market.city())
            .setProduct(market.product())
            .setArea(area)
            .build();
    var response = connections.pricing().getSurge(request);
    if (output.json()) {
      output.out().println(Json.document(response));
      return;
    }
    new SurgeTable(response.getCellsList(), all).print(output.terminal());
    response.getInputsList().forEach(input -> output.err().println(Inputs.line(input)));
  }

  private void watch(Connections connections, Area area) {
    var request =
        WatchSurgeRequest.newBuilder()
            .setCity(market.city())
            .setProduct(market.product())
            .setArea(area)
            .build();
    var stub = PricingServiceGrpc.newBlockingStub(connections.connected(Peer.PRICING));
    new SurgeWatch(output, all).follow(stub.watchSurge(request));
  }
}
