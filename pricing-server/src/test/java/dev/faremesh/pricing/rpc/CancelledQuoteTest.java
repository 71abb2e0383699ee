package dev.faremesh.pricing.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.seal.SealKeys;
import dev.faremesh.mesh.stream.Watchers;
import dev.faremesh.pricing.CrowFlyRouter;
import dev.faremesh.pricing.Quoter;
import dev.faremesh.pricing.SurgePolicy;
import dev.faremesh.pricing.Surveyor;
import dev.faremesh.pricing.Tariffs;
import dev.faremesh.pricing.store.TariffFormat;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CancelledQuoteTest {
  private final InProcess mesh = new InProcess(System::nanoTime);
  private final ScriptedSupply supply = new ScriptedSupply();
  private final ScriptedDemand demand = new ScriptedDemand();

  @AfterEach
  void close() {
    mesh.close();
  }

  @Test
  void callerThatLeavesTakesBothQuestionsBack() throws Exception {
    supply.script.staySilent();
    demand.script.staySilent();
    var pending =
        PricingServiceGrpc.newFutureStub(mesh.serve(pricing())).quoteRide(Requests.quoteRide());
    var _ = supply.script.silenced().get();
    var _ = demand.script.silenced().get();

    pending.cancel(true);

    assertThat(supply.script.cancelled().get().getCity()).isEqualTo("nyc");
    assertThat(demand.script.cancelled().get().getCity()).isEqualTo("nyc");
  }

  private PricingRpc pricing() {
    var drivers = mesh.supply(supply);
    var riders = mesh.demand(demand);
    Supplier<Tariffs> tariffs = TariffFormat::builtIn;
    var policy = new SurgePolicy(BalanceOption.standard(), InstantSource.system());
    return new PricingRpc(
        new Quoter(
            drivers,
            riders,
            policy,
            tariffs,
            new CrowFlyRouter(),
            InstantSource.system(),
            () -> "quote-17"),
        new QuoteTokens(SealKeys::ephemeral),
        InstantSource.system(),
        new Surveyor(drivers, riders, policy, tariffs),
        new Watchers(mesh.timer, 1));
  }
}
