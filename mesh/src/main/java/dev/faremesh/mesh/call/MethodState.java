package dev.faremesh.mesh.call;

import dev.faremesh.mesh.policy.Contract;
import dev.faremesh.mesh.policy.Policy;
import java.time.Duration;
import java.util.Optional;

/** What the layers keep of one method of a target. */
public final class MethodState {
  private final String name;
  private final boolean unary;
  private final Contract contract;
  private final Optional<Breaker> breaker;
  private final Optional<ConcurrencyLimit> limit;
  private final Rejections rejections;
  private final Counts counts = new Counts();
  private final Latency attemptLatency = new Latency();
  private final Latency callLatency = new Latency();
  private final ReadCounts reads = new ReadCounts();

  MethodState(String edge, boolean unary, Contract contract, Timing timing, Runnable onHalfOpen) {
    this.unary = unary;
    this.name = edge + contract.method().substring(contract.method().indexOf('/'));
    this.contract = contract;
    this.rejections = Rejections.of(name);
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

  boolean unary() {
    return unary;
  }

  public Counts counts() {
    return counts;
  }

  /** What readers of this method saw. */
  public ReadCounts reads() {
    return reads;
  }

  /** How long the calls took that were OK, as their callers saw it; for people. */
  public Latency callLatency() {
    return callLatency;
  }

  /** How long the attempts took that were OK. */
  public Latency attemptLatency() {
    return attemptLatency;
  }

  /** The breaker with what it counts: empty when the contract has none. */
  public Optional<Breaker.Numbers> breakerNumbers() {
    return breaker.map(Breaker::numbers);
  }

  /** The limit in force: empty when the contract has none. */
  public Optional<LimitNumbers> limitNumbers() {
    return limit.map(l -> new LimitNumbers(l.inForce(), l.underWay()));
  }

  /**
   * A limit at one moment.
   *
   * @param limit in force
   * @param underWay attempts that hold a permit
   */
  public record LimitNumbers(int limit, int underWay) {}

  /** What an attempt needs at the least: as long as half of them take, and what the policy says. */
  Duration smallestUseful(Policy.Attempts policy) {
    var median = Duration.ofNanos(attemptLatency.quantile(0.5));
    var needed = median.compareTo(policy.smallestUseful()) > 0 ? median : policy.smallestUseful();
    return needed.compareTo(policy.timeout()) > 0 ? policy.timeout() : needed;
  }

  /** No breaker is open or probing: a probe that failed is not tried again. */
  boolean calm() {
    return breaker.isEmpty() || breaker.get().closed();
  }

  Rejections rejections() {
    return rejections;
  }

  Optional<Breaker> breaker() {
    return breaker;
  }

  Optional<ConcurrencyLimit> limit() {
    return limit;
  }
}
