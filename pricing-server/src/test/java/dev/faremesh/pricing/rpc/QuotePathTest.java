package dev.faremesh.pricing.rpc;

import static dev.faremesh.pricing.rpc.ScriptedServer.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.seal.SealKeys;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.mesh.stream.Watchers;
import dev.faremesh.pricing.CellCounts;
import dev.faremesh.pricing.CrowFlyRouter;
import dev.faremesh.pricing.DemandSource;
import dev.faremesh.pricing.Quoter;
import dev.faremesh.pricing.Signal;
import dev.faremesh.pricing.SupplySource;
import dev.faremesh.pricing.SurgePolicy;
import dev.faremesh.pricing.Surveyor;
import dev.faremesh.pricing.Tariffs;
import dev.faremesh.pricing.store.TariffFormat;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writes down each thread that a quote passes on its way. */
@Timeout(60)
final class QuotePathTest {
  private final Set<Thread> passed = ConcurrentHashMap.newKeySet();
  private final ScriptedSupply supply = new ScriptedSupply();
  private final ScriptedDemand demand = new ScriptedDemand();
  private final MeshServer supplyServer = ScriptedServer.start(supply, 0);
  private final MeshServer demandServer = ScriptedServer.start(demand, 0);
  private final MeshServer pricing = startPricing();
  private final ManagedChannel client =
      NettyChannelBuilder.forAddress("127.0.0.1", pricing.port()).usePlaintext().build();

  @AfterEach
  void close() {
    client.shutdownNow();
    pricing.close();
    supplyServer.close();
    demandServer.close();
  }

  @Test
  void liveQuoteStaysOnItsThread() {
    supply.drivers(7, fresh(5, 0.9));
    demand.riders(11, 13, fresh(5, 0.9));

    assertQuotesPassOneThread();
  }

  @Test
  void quoteWithoutAFailedDependencyStaysOnItsThread() {
    supply.drivers(7, fresh(5, 0.9));
    demand.script.fail(Status.UNAVAILABLE);

    assertQuotesPassOneThread();
  }

  @Test
  void quoteWithoutASilentDependencyStaysOnItsThread() {
    supply.drivers(7, fresh(5, 0.9));
    demand.script.staySilent();

    assertQuotesPassOneThread();
  }

  private void assertQuotesPassOneThread() {
    quote(); // a call that waits for its connection may come back on grpc's resolver thread
    passed.clear();

    for (int i = 0; i < 3; i++) {
      quote();
    }

    assertThat(passed)
        .extracting(Thread::getName)
        .singleElement()
        .asString()
        .startsWith("event-loop");
  }

  private void quote() {
    var _ =
        PricingServiceGrpc.newBlockingStub(client)
            .withDeadlineAfter(20, TimeUnit.SECONDS)
            .quoteRide(Requests.quoteRide().toBuilder().setAllowBaseFare(true).build());
  }

  private MeshServer startPricing() {
    var node = MeshNode.start("pricing-server", ServerSettings.local(0));
    var toSupply = node.open("supply", "127.0.0.1:" + supplyServer.port());
    var toDemand = node.open("demand", "127.0.0.1:" + demandServer.port());
    var loop = node.loop().timer();
    var supplyReader = new SupplyReader(toSupply.layers(), toSupply.edge(), loop);
    var demandReader = new DemandReader(toDemand.layers(), toDemand.edge(), loop);
    SupplySource drivers =
        (market, cells, horizon) -> passing(() -> supplyReader.of(market, cells, horizon));
    DemandSource riders =
        (market, cells, horizon) -> passing(() -> demandReader.of(market, cells, horizon));
    Supplier<Tariffs> tariffs = TariffFormat::builtIn;
    var policy = new SurgePolicy(BalanceOption.standard(), InstantSource.system());
    var rpc =
        new PricingRpc(
            new Quoter(
                drivers,
                riders,
                policy,
                tariffs,
                new CrowFlyRouter(),
                InstantSource.system(),
                this::quoteId),
            new QuoteTokens(SealKeys::ephemeral),
            InstantSource.system(),
            new Surveyor(drivers, riders, policy, tariffs),
            new Watchers(node.loop().timer(), 1));
    var validator = RequestValidator.warmed(List.of(QuoteRideRequest.getDescriptor()));
    return node.serve(new PricingErrors(), validator, List.of(rpc));
  }

  private CompletionStage<Signal<CellCounts>> passing(
      Supplier<CompletionStage<Signal<CellCounts>>> question) {
    passed.add(Thread.currentThread());
    return question.get().whenComplete((signal, failure) -> passed.add(Thread.currentThread()));
  }

  private String quoteId() {
    passed.add(Thread.currentThread());
    return "quote-17";
  }
}
