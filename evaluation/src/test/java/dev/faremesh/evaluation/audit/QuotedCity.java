package dev.faremesh.evaluation.audit;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import dev.faremesh.demand.v1.CellDemand;
import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.GetDemandRequest;
import dev.faremesh.demand.v1.GetDemandResponse;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.pricing.server.PricingServer;
import dev.faremesh.pricing.server.PricingSettings;
import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.supply.v1.CellSupply;
import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.supply.v1.GetSupplyResponse;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import dev.faremesh.type.v1.Freshness;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The real pricing-server, in a city where every cell has numbers of its own. */
final class QuotedCity implements AutoCloseable {
  private static final RequestValidator VALIDATOR =
      RequestValidator.warmed(
          List.of(GetSupplyRequest.getDescriptor(), GetDemandRequest.getDescriptor()));
  private static final Freshness FRESH =
      Freshness.newBuilder()
          .setAsOf(Timestamp.newBuilder().setSeconds(1_357_032_600))
          .setAge(Duration.newBuilder().setSeconds(7))
          .setCoverage(0.97)
          .setScale(1)
          .build();

  private final MeshServer supply = start(new Drivers());
  private final Riders riders = new Riders();
  private final MeshServer demand = start(riders);
  private final MeshServer pricing;
  private final ManagedChannel channel;

  QuotedCity(Path keys, Optional<Path> tariffs) {
    pricing =
        PricingServer.start(
            new PricingSettings(
                ServerSettings.local(0),
                "127.0.0.1:" + supply.port(),
                "127.0.0.1:" + demand.port(),
                Optional.of(keys),
                tariffs),
            InstantSource.system());
    channel = NettyChannelBuilder.forAddress("127.0.0.1", pricing.port()).usePlaintext().build();
  }

  private static MeshServer start(BindableService service) {
    return MeshNode.start("numbers", ServerSettings.local(0))
        .serve(failure -> Optional.empty(), VALIDATOR, List.of(service))
        .ready();
  }

  /** Asks until the inputs have come in; the test's timeout is the bound. */
  Quote quote(String city, String product, PricingMode mode) {
    Quote quote;
    do {
      quote = ask(city, product);
    } while (quote.getMode() != mode);
    return quote;
  }

  private Quote ask(String city, String product) {
    return PricingServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .quoteRide(
            QuoteRideRequest.newBuilder()
                .setCity(city)
                .setProduct(product)
                .setPickup(LatLng.newBuilder().setLatitude(40.7593).setLongitude(-73.9845))
                .setDropoff(LatLng.newBuilder().setLatitude(40.6413).setLongitude(-73.7781))
                .setAllowBaseFare(true)
                .setRiderId("ana")
                .build())
        .getQuote();
  }

  void loseRiders() {
    riders.lost = true;
  }

  /** 0 to 15, and another one for most neighbours. */
  private static int digit(String cell) {
    return Character.digit(cell.charAt(9), 16);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    pricing.close();
    demand.close();
    supply.close();
  }

  private static final class Drivers extends SupplyServiceGrpc.SupplyServiceImplBase {
    @Override
    public void getSupply(GetSupplyRequest request, StreamObserver<GetSupplyResponse> out) {
      var answer = GetSupplyResponse.newBuilder().setFreshness(FRESH);
      for (String cell : request.getCellsList()) {
        answer.addCells(
            CellSupply.newBuilder()
                .setCell(cell)
                .setExpectedAvailable(3)
                .setLogSupply(1.9 + 0.013 * digit(cell)));
      }
      out.onNext(answer.build());
      out.onCompleted();
    }
  }

  private static final class Riders extends DemandServiceGrpc.DemandServiceImplBase {
    private volatile boolean lost;

    @Override
    public void getDemand(GetDemandRequest request, StreamObserver<GetDemandResponse> out) {
      if (lost) {
        out.onError(Status.UNIMPLEMENTED.asRuntimeException());
        return;
      }
      var answer = GetDemandResponse.newBuilder().setFreshness(FRESH);
      for (String cell : request.getCellsList()) {
        answer.addCells(
            CellDemand.newBuilder()
                .setCell(cell)
                .setExpectedSessions(11)
                .setOpenRequests(2)
                .setLogDemand(2.1 + 0.011 * digit(cell)));
      }
      out.onNext(answer.build());
      out.onCompleted();
    }
  }
}
