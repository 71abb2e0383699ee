package dev.faremesh.system.foreign;

import dev.faremesh.mesh.policy.Contract;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.policy.Policy;
import dev.faremesh.mesh.policy.Traffic;
import dev.faremesh.system.foreign.v1.CatalogServiceGrpc;
import dev.faremesh.system.foreign.v1.StockServiceGrpc;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.Optional;

/** What may be done when a call of the shop fails: its contracts do not say. */
final class ShopPolicies {
  private ShopPolicies() {}

  static Policies policies() {
    return Policies.ofContracts()
        .with(contract(CatalogServiceGrpc.getGetItemMethod(), Duration.ofMillis(600)))
        .with(contract(StockServiceGrpc.getGetStockMethod(), Duration.ofMillis(400)));
  }

  private static Contract contract(MethodDescriptor<?, ?> method, Duration deadline) {
    var policy =
        new Policy(
            deadline,
            Optional.of(
                new Policy.Attempts(
                    2, deadline.dividedBy(4), Duration.ofMillis(5), Duration.ofMillis(10), 0.1)),
            Optional.of(new Policy.Breaker(20, 0.5, Duration.ofSeconds(1), 2)),
            Optional.of(new Policy.Limit(8, 256, true)),
            Optional.of(new Policy.LastKnown(Duration.ofMinutes(20), 10_000)));
    return new Contract(method.getFullMethodName(), Optional.of(policy), true, Traffic.UNKNOWN);
  }
}
