package dev.faremesh.supply.rpc;

import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.supply.MovedClock;
import dev.faremesh.supply.server.SupplyServer;
import dev.faremesh.supply.server.SupplySettings;
import dev.faremesh.supply.v1.CellSupply;
import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.supply.v1.GetSupplyResponse;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.util.concurrent.TimeUnit;

/** A supply server on a free port, with a clock that is moved, and a client of it. */
final class RunningSupply {
  final MovedClock clock = new MovedClock();
  final MeshServer server = SupplyServer.start(new SupplySettings(ServerSettings.local(0)), clock);
  private final ManagedChannel channel =
      Grpc.newChannelBuilderForAddress(
              "127.0.0.1", server.port(), InsecureChannelCredentials.create())
          .build();

  SupplyServiceGrpc.SupplyServiceBlockingStub blocking() {
    return SupplyServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  /** Opens a stream of reports, without a header. */
  FeedClient openFeed() {
    var feed = new FeedClient(clock);
    feed.start(SupplyServiceGrpc.newStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS));
    return feed;
  }

  GetSupplyResponse get(String city, String product, String... cells) {
    var request = GetSupplyRequest.newBuilder().setCity(city).setProduct(product);
    for (String cell : cells) {
      request.addCells(cell);
    }
    return blocking().getSupply(request.build());
  }

  /** The one cell that most tests are about. */
  CellSupply timesSquare() {
    return get("nyc", "standard", Messages.TIMES_SQUARE_CELL).getCells(0);
  }

  double coverage() {
    return get("nyc", "standard", Messages.TIMES_SQUARE_CELL).getFreshness().getCoverage();
  }

  void stop() throws InterruptedException {
    channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    server.close();
  }
}
