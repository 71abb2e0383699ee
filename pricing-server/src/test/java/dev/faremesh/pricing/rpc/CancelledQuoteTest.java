package dev.faremesh.pricing.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.stream.Watchers;
import dev.faremesh.pricing.CrowFlyRouter;
import dev.faremesh.pricing.Quoter;
import dev.faremesh.pricing.Surveyor;
import dev.faremesh.pricing.Tariffs;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Channels without deadlines: only the caller can end a question. */
@Timeout(60)
final class CancelledQuoteTest {
  private final Deque<Runnable> closings = new ArrayDeque<>();
  private final ScriptedSupply supply = new ScriptedSupply();
  private final ScriptedDemand demand = new ScriptedDemand();

  @AfterEach
  void close() {
    closings.forEach(Runnable::run);
  }

  @Test
  void callerThatLeavesTakesBothQuestionsBack() throws Exception {
    supply.script.staySilent();
    demand.script.staySilent();
    var pending =
        PricingServiceGrpc.newFutureStub(serve(pricing())).quoteRide(Requests.quoteRide());
    var _ = supply.script.silenced().get();
    var _ = demand.script.silenced().get();

    pending.cancel(true);

    assertThat(supply.script.cancelled().get().getCity()).isEqualTo("nyc");
    assertThat(demand.script.cancelled().get().getCity()).isEqualTo("nyc");
  }

  private BindableService pricing() throws IOException {
    var drivers = new SupplyReader(serve(supply));
    var riders = new DemandReader(serve(demand));
    var tariffs = Tariffs.builtIn();
    var timer = Executors.newSingleThreadScheduledExecutor();
    closings.push(timer::shutdownNow);
    return new PricingRpc(
        new Quoter(
            drivers,
            riders,
            tariffs,
            new CrowFlyRouter(),
            InstantSource.system(),
            () -> "quote-17"),
        new Surveyor(drivers, riders, tariffs),
        new Watchers(timer, 1));
  }

  private Channel serve(BindableService service) throws IOException {
    var name = InProcessServerBuilder.generateName();
    Server server =
        InProcessServerBuilder.forName(name).directExecutor().addService(service).build().start();
    ManagedChannel channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    closings.push(server::shutdownNow);
    closings.push(channel::shutdownNow);
    return channel;
  }
}
