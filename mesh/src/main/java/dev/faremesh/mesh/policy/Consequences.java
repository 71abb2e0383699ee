package dev.faremesh.mesh.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Works out what the numbers of a contract mean together. */
final class Consequences {
  private final Contract contract;
  private final List<Consequence> found = new ArrayList<>();

  private Consequences(Contract contract) {
    this.contract = contract;
  }

  /**
   * What follows.
   *
   * @param whyRepeatable why a call may or may not be repeated
   */
  static List<Consequence> of(Contract contract, String whyRepeatable) {
    var consequences = new Consequences(contract);
    consequences.add("may be repeated", contract.repeatable() ? "yes" : "no", whyRepeatable);
    contract.policy().ifPresent(consequences::addAll);
    return List.copyOf(consequences.found);
  }

  private void add(String name, String value, String reason) {
    found.add(new Consequence(name, value, reason));
  }

  private void addAll(Policy policy) {
    addLongestWait(policy);
    addAttempts(policy);
    policy.breaker().ifPresent(breaker -> addBreaker(breaker, contract.traffic().expectedRate()));
  }

  private void addLongestWait(Policy policy) {
    var whole = WrittenDuration.of(policy.deadline());
    if (policy.attempts().isEmpty()) {
      add("longest wait", whole, "the deadline");
      return;
    }
    var attempts = policy.attempts().get();
    int most = contract.repeatable() ? attempts.max() : 1;
    var all = attempts.timeout().multipliedBy(most);
    for (int retry = 1; retry < most; retry++) {
      all = all.plus(attempts.backoff().multipliedBy(1L << (retry - 1)));
    }
    add(
        "longest wait",
        all.compareTo(policy.deadline()) < 0 ? WrittenDuration.of(all) : whole,
        "%d x %s and the waits between come to %s; the deadline is %s"
            .formatted(
                most, WrittenDuration.of(attempts.timeout()), WrittenDuration.of(all), whole));
  }

  private void addAttempts(Policy policy) {
    var reason =
        policy.attempts().isEmpty()
            ? "a call is made once"
            : contract.repeatable()
                ? "the lesser of attempts.max and 1 + attempts.retry_budget"
                : "the contract allows no repeat";
    add("attempts per call when all fail", Numbers.text(contract.amplification()), reason);
  }

  private void addBreaker(Policy.Breaker breaker, OptionalDouble rate) {
    int from = breaker.judgesFrom();
    add("breaker judges from", from + " attempts", "half its window");
    if (rate.isPresent()) {
      var blind = Duration.ofMillis(Math.round(1000 * from / rate.getAsDouble()));
      add(
          "breaker is blind for",
          WrittenDuration.of(blind),
          "%d attempts at %s calls a second".formatted(from, Numbers.text(rate.getAsDouble())));
    } else {
      add("breaker is blind for", "unknown", "the contract states no expected_rate");
    }
    long spread = (long) (breaker.openFor().toMillis() * Policy.Breaker.SPREAD);
    var longest = breaker.openFor().plusMillis(spread);
    add(
        "breaker stays open for",
        WrittenDuration.of(breaker.openFor()) + " to " + WrittenDuration.of(longest),
        "spread by a fifth, so that callers do not probe in step");
    add(
        "breaker probes for at most",
        WrittenDuration.of(breaker.openFor()),
        "%d probes must end by then, or it opens again".formatted(breaker.probes()));
  }
}
