package dev.faremesh.mesh.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the numbers of one method must not say together. */
final class MethodRules {
  /** A breaker that needs longer to see anything is none. */
  private static final Duration BLIND_AT_MOST = Duration.ofSeconds(10);

  private final Contract contract;
  private final List<String> found = new ArrayList<>();

  private MethodRules(Contract contract) {
    this.contract = contract;
  }

  static List<String> contradictionsIn(Contract contract) {
    var rules = new MethodRules(contract);
    contract
        .policy()
        .ifPresent(policy -> {
          policy.attempts().ifPresent(attempts -> rules.check(attempts, policy.deadline()));
          policy.breaker().ifPresent(breaker -> rules.check(breaker, policy));
        });
    return rules.found;
  }

  private void expect(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      found.add(Expected.sentence(contract.method() + ": " + name, value, expected));
    }
  }

  private void check(Policy.Attempts attempts, Duration deadline) {
    if (attempts.max() == 1) {
      return;
    }
    if (!contract.repeatable()) {
      expect(
          false, "attempts.max", attempts.max(), "1, for the method has effects and no request_id");
      return;
    }
    expect(
        attempts.retryBudget() > 0,
        "attempts.retry_budget",
        attempts.retryBudget(),
        "> 0, for attempts.max is " + attempts.max());
    var before = attempts.timeout().multipliedBy(attempts.max() - 1L);
    var left = deadline.minus(before);
    expect(
        left.isPositive() && left.compareTo(attempts.smallestUseful()) >= 0,
        "attempts.timeout",
        attempts.timeout(),
        "with %d attempts, the last still has its smallest useful time %s within the deadline %s"
            .formatted(attempts.max(), attempts.smallestUseful(), deadline));
  }

  private void check(Policy.Breaker breaker, Policy policy) {
    // An attempt that may take all the time there is never gets its fair share: its call has always
    // used up some. What times out then is put down to the caller, and does not count.
    policy
        .attempts()
        .ifPresent(attempts ->
            expect(
                attempts.timeout().compareTo(policy.deadline()) < 0,
                "attempts.timeout",
                attempts.timeout(),
                "< deadline %s, or a callee that is slow never counts against it"
                    .formatted(policy.deadline())));
    contract.traffic().expectedRate().ifPresent(rate -> check(breaker, rate));
  }

  private void check(Policy.Breaker breaker, double rate) {
    double seconds = breaker.judgesFrom() / rate;
    expect(
        seconds <= BLIND_AT_MOST.toSeconds(),
        "breaker.window",
        breaker.window(),
        "half of it within %s, but %s calls a second take %s s"
            .formatted(BLIND_AT_MOST, Numbers.text(rate), Numbers.text(seconds)));
    double probes = rate * breaker.openFor().toMillis() / 1000;
    expect(
        breaker.probes() <= probes,
        "breaker.probes",
        breaker.probes(),
        "at most %s, for so many calls come while it probes, %s at %s a second"
            .formatted(Numbers.text(Math.floor(probes)), breaker.openFor(), Numbers.text(rate)));
  }
}
