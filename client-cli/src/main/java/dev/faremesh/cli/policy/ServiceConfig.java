package dev.faremesh.cli.policy;

import com.google.protobuf.util.Durations;
import dev.faremesh.mesh.policy.Contract;
import dev.faremesh.mesh.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/**
 * Policies as a gRPC service config (gRFC A2, A6, A17): the part of them that every gRPC library
 * knows. Our own channels do not use it: its retries know no per-attempt timeout, no caller above
 * that retries already, and at most five attempts, with more being cut off in silence.
 *
 * @param json of maps, lists, strings and doubles, as gRPC libraries take it
 * @param unexpressed a sentence for each thing that is lost
 */
record ServiceConfig(Map<String, ?> json, List<String> unexpressed) {
  /** Five failures in a row exhaust it: gRPC stops at half of its tokens. */
  private static final double MAX_TOKENS = 10;

  private static final double SMALLEST_RATIO = 0.001;
  private static final Duration SMALLEST_BACKOFF = Duration.ofMillis(1);

  /** The config of these methods; those that state no policy are left out. */
  static ServiceConfig of(List<Contract> contracts) {
    var unexpressed = new ArrayList<String>();
    var methods = new ArrayList<Map<String, ?>>();
    for (Contract contract : contracts) {
      contract
          .policy()
          .ifPresentOrElse(
              policy -> {
                methods.add(methodConfig(contract, policy));
                lost(contract, policy).ifPresent(unexpressed::add);
              },
              () -> unexpressed.add(contract.method() + ": left out, for it states no policy"));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("loadBalancingConfig", List.of(Map.of("round_robin", Map.of())));
    json.put("healthCheckConfig", Map.of("serviceName", serviceOf(contracts)));
    json.put("methodConfig", methods);
    leastBudget(contracts)
        .ifPresent(ratio -> {
          json.put("retryThrottling", ordered("maxTokens", MAX_TOKENS, "tokenRatio", ratio));
          unexpressed.add(
              "retryThrottling: counts failures rather than calls, over all methods of a channel at"
                  + " the least of their budgets; each further channel has one of its own");
          unexpressed.add(
              "retryPolicy: cannot ask the hops below not to retry; its waits are not spread from"
                  + " 0");
        });
    return new ServiceConfig(json, List.copyOf(unexpressed));
  }

  private static Map<String, ?> methodConfig(Contract contract, Policy policy) {
    int slash = contract.method().indexOf('/');
    var name =
        ordered(
            "service", contract.method().substring(0, slash),
            "method", contract.method().substring(slash + 1));
    Map<String, Object> config = ordered("name", List.of(name), "timeout", text(policy.deadline()));
    retried(contract).ifPresent(attempts -> config.put("retryPolicy", retryPolicy(attempts)));
    return config;
  }

  private static Map<String, ?> retryPolicy(Policy.Attempts attempts) {
    var first = attempts.backoff().isZero() ? SMALLEST_BACKOFF : attempts.backoff();
    var last = first.multipliedBy(1L << (attempts.max() - 2));
    var policy =
        ordered(
            "maxAttempts", (double) attempts.max(),
            "initialBackoff", text(first),
            "maxBackoff", text(last));
    policy.put("backoffMultiplier", 2.0);
    policy.put("retryableStatusCodes", List.of("UNAVAILABLE"));
    return policy;
  }

  /** The attempts of a method that a service config may repeat. */
  private static Optional<Policy.Attempts> retried(Contract contract) {
    return contract
        .policy()
        .flatMap(Policy::attempts)
        .filter(a -> contract.repeatable() && a.max() > 1 && a.retryBudget() >= SMALLEST_RATIO);
  }

  private static OptionalDouble leastBudget(List<Contract> contracts) {
    return contracts.stream()
        .flatMap(contract -> retried(contract).stream())
        .mapToDouble(Policy.Attempts::retryBudget)
        .min();
  }

  /** The service whose health is watched: that of the whole server when there are several. */
  private static String serviceOf(List<Contract> contracts) {
    var services =
        contracts.stream()
            .map(contract -> contract.method().substring(0, contract.method().indexOf('/')))
            .distinct()
            .toList();
    return services.size() == 1 ? services.getFirst() : "";
  }

  private static Optional<String> lost(Contract contract, Policy policy) {
    var lost = new StringJoiner(", ");
    policy
        .attempts()
        .ifPresent(a -> {
          lost.add("attempts.timeout " + text(a.timeout()));
          lost.add("attempts.smallest_useful " + text(a.smallestUseful()));
        });
    policy
        .breaker()
        .ifPresent(b ->
            lost.add("breaker (window %d, open_for %s)".formatted(b.window(), text(b.openFor()))));
    policy.limit().ifPresent(l -> lost.add("limit (%d to %d)".formatted(l.min(), l.max())));
    policy.lastKnown().ifPresent(k -> lost.add("last_known (" + text(k.keepFor()) + ")"));
    return lost.length() == 0
        ? Optional.empty()
        : Optional.of(contract.method() + ": cannot express " + lost);
  }

  private static String text(Duration duration) {
    return Durations.toString(Durations.fromNanos(duration.toNanos()));
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
