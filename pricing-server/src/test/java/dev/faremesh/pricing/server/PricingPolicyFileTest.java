package dev.faremesh.pricing.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.mesh.policy.Contract;
import dev.faremesh.mesh.policy.Policy;
import dev.faremesh.mesh.server.ServerMain;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PricingPolicyFileTest {
  private final AtomicReference<@Nullable PricingSettings> started = new AtomicReference<>();

  @TempDir private Path folder = Path.of("");

  @Test
  void aPolicyFileMayNameTheMethodsOfThisServerAndOfThoseThatItCalls() throws IOException {
    var file =
        Files.write(
            folder.resolve("policy.properties"),
            List.of(
                "faremesh.pricing.v1.PricingService/QuoteRide.deadline = 700ms",
                "faremesh.supply.v1.SupplyService/GetSupply.deadline = 270ms",
                "faremesh.demand.v1.DemandService/GetDemand.deadline = 310ms"));
    start(file);

    var policies = requireNonNull(started.get()).server().policies();
    assertThat(
            Stream.of(
                    PricingServiceGrpc.getQuoteRideMethod(),
                    SupplyServiceGrpc.getGetSupplyMethod(),
                    DemandServiceGrpc.getGetDemandMethod())
                .map(policies::of)
                .map(Contract::policy)
                .map(policy -> policy.map(Policy::deadline).orElse(Duration.ZERO)))
        .containsExactly(Duration.ofMillis(700), Duration.ofMillis(270), Duration.ofMillis(310));
  }

  private void start(Path file) {
    var command =
        new PricingMain(settings -> {
          started.set(settings);
          throw new IllegalStateException("a test starts no server");
        });
    var environment = Map.of("PRICING_POLICY_FILE", file.toString());
    assertThat(ServerMain.execute(command, "PRICING", environment)).isEqualTo(1);
  }
}
