package dev.faremesh.mesh.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the policies along a chain of calls must not say together.
 *
 * <p>Attempts multiply over the hops. A hop that retries asks those below not to, but this bound
 * does not count on it: callers in other languages do not ask.
 */
final class ChainRules {
  private static final double ROUNDING = 1e-9;

  private final Map<String, Contract> contracts;
  private final Set<String> broken;
  private final List<String> found = new ArrayList<>();

  /**
   * The rules of one mesh.
   *
   * @param contracts by method, sorted
   * @param broken methods whose policy does not exist: that was said, and they are left out here
   */
  ChainRules(Map<String, Contract> contracts, Set<String> broken) {
    this.contracts = contracts;
    this.broken = broken;
  }

  List<String> contradictions() {
    for (Contract caller : contracts.values()) {
      caller.traffic().calls().forEach(callee -> check(caller, callee));
      findCycle(caller);
      caller.traffic().maxAmplification().ifPresent(bound -> checkAmplification(caller, bound));
    }
    return List.copyOf(found);
  }

  private void say(Contract contract, String name, Object value, String expected) {
    found.add(Expected.sentence(contract.method() + ": " + name, value, expected));
  }

  private void check(Contract caller, String name) {
    var callee = Optional.ofNullable(contracts.get(name));
    if (callee.isEmpty()) {
      if (!broken.contains(name)) {
        var hint = Nearest.hint(name, contracts.keySet());
        say(caller, "calls", name, "a method of the mesh" + hint);
      }
      return;
    }
    var within = callee.get().policy().map(Policy::deadline);
    var all = caller.policy().map(Policy::deadline).orElseThrow(); // calls are a part of the policy
    if (within.isEmpty()) {
      say(caller, "calls", name, "a method with a deadline, but its contract states no policy");
    } else if (within.get().compareTo(all) >= 0) {
      say(
          callee.get(),
          "deadline",
          within.get(),
          "< %s, the deadline of its caller %s".formatted(all, caller.method()));
    }
  }

  /** Each cycle is told once, by the first of its methods. */
  private void findCycle(Contract first) {
    var path = new ArrayDeque<String>();
    if (leadsBack(first.method(), first.method(), path)) {
      say(first, "calls", String.join(" -> ", path) + " -> " + first.method(), "no cycle");
    }
  }

  private boolean leadsBack(String from, String first, Deque<String> path) {
    path.addLast(from);
    for (String callee : calleesOf(from)) {
      boolean further = callee.compareTo(first) > 0 && !path.contains(callee);
      if (callee.equals(first) || (further && leadsBack(callee, first, path))) {
        return true;
      }
    }
    path.removeLast();
    return false;
  }

  private void checkAmplification(Contract root, double bound) {
    Map<String, Double> attempts = new TreeMap<>();
    addAttempts(root, root.amplification(), new ArrayDeque<>(), attempts);
    attempts.forEach((method, sum) -> {
      if (sum > bound + ROUNDING) {
        say(
            root,
            "max_amplification",
            Numbers.text(bound),
            ">= %s, the attempts that one call becomes at %s when all fail"
                .formatted(Numbers.text(sum), method));
      }
    });
  }

  /** Sums over all ways that lead to a method: the product of the hops on each. */
  private void addAttempts(
      Contract caller, double factor, Deque<String> path, Map<String, Double> attempts) {
    path.addLast(caller.method());
    for (String name : calleesOf(caller.method())) {
      var callee = Optional.ofNullable(contracts.get(name));
      if (callee.isPresent() && !path.contains(name)) {
        double product = factor * callee.get().amplification();
        attempts.merge(name, product, Double::sum);
        addAttempts(callee.get(), product, path, attempts);
      }
    }
    path.removeLast();
  }

  private List<String> calleesOf(String method) {
    return Optional.ofNullable(contracts.get(method))
        .map(c -> c.traffic().calls())
        .orElse(List.of());
  }
}
