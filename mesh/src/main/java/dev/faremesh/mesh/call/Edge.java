package dev.faremesh.mesh.call;

import dev.faremesh.mesh.policy.Contract;
import io.grpc.MethodDescriptor;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one process knows of one target: the state of each method that it calls there, the retry
 * budget that they share, and the switches. Safe for use by threads.
 */
public final class Edge {
  private final String name;
  private final Timing timing;
  private final Switches switches;
  private final Runnable hurryReconnect;
  private final RetryBudget budget = new RetryBudget();
  private final Map<String, MethodState> methods = new ConcurrentHashMap<>();

  /**
   * An edge on which nothing was called yet.
   *
   * @param name of the target, for people, such as {@code supply}
   * @param hurryReconnect ends the wait for the next connection attempt; called when a breaker
   *     wants to probe
   */
  public Edge(String name, Timing timing, Switches switches, Runnable hurryReconnect) {
    this.name = name;
    this.timing = timing;
    this.switches = switches;
    this.hurryReconnect = hurryReconnect;
  }

  public String name() {
    return name;
  }

  /** The methods that were called, in no order. */
  public Collection<MethodState> methods() {
    return methods.values();
  }

  /** Retries that the budget still has. */
  public double retriesLeft() {
    return budget.balance();
  }

  Timing timing() {
    return timing;
  }

  Switches switches() {
    return switches;
  }

  RetryBudget budget() {
    return budget;
  }

  MethodState stateOf(MethodDescriptor<?, ?> method) {
    var known = methods.get(method.getFullMethodName()); // computeIfAbsent locks even when present
    return known != null
        ? known
        : methods.computeIfAbsent(
            method.getFullMethodName(),
            absent -> new MethodState(name, Contract.of(method), timing, hurryReconnect));
  }
}
