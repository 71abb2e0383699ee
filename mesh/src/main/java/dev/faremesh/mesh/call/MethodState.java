package dev.faremesh.mesh.call;

import dev.faremesh.mesh.policy.Contract;
import dev.faremesh.mesh.policy.Policy;
import java.util.Optional;

/** What the layers keep of one method of a target. */
public final class MethodState {
  private final String name;
  private final Contract contract;
  private final Optional<Breaker> breaker;
  private final Optional<ConcurrencyLimit> limit;
  private final Counts counts = new Counts();
  private final Latency latency = new Latency();

  MethodState(String edge, Contract contract, Timing timing, Runnable onHalfOpen) {
    this.name = edge + contract.method().substring(contract.method().indexOf('/'));
    this.contract = contract;
    this.breaker =
        contract
            .policy()
            .flatMap(Policy::breaker)
            .map(p -> new Breaker(name, p, timing.clock(), timing.random(), onHalfOpen));
    this.limit = contract.policy().flatMap(Policy::limit).map(ConcurrencyLimit::of);
  }

  /** EDGE/METHOD, the same in configuration, metrics and logs. */
  public String name() {
    return name;
  }

  public Contract contract() {
    return contract;
  }

  public Counts counts() {
    return counts;
  }

  Optional<Breaker> breaker() {
    return breaker;
  }

  Optional<ConcurrencyLimit> limit() {
    return limit;
  }

  Latency latency() {
    return latency;
  }
}
