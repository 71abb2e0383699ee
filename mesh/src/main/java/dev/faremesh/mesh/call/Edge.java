package dev.faremesh.mesh.call;

import dev.faremesh.mesh.policy.Policies;
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
  private final String target;
  private final String caller;
  private final Policies policies;
  private final Timing timing;
  private final Switches switches;
  private final Connection connection;
  private final RetryBudget budget = new RetryBudget();
  private final Map<String, MethodState> methods = new ConcurrentHashMap<>();

  /**
   * An edge on which nothing was called yet.
   *
   * @param name of the target, for people, such as {@code supply}
   * @param target where it is: the gRPC name
   * @param caller what this process calls itself, empty when it is the public
   */
  public Edge(
      String name,
      String target,
      String caller,
      Policies policies,
      Timing timing,
      Switches switches,
      Connection connection) {
    this.name = name;
    this.target = target;
    this.caller = caller;
    this.policies = policies;
    this.timing = timing;
    this.switches = switches;
    this.connection = connection;
  }

  public String name() {
    return name;
  }

  public String target() {
    return target;
  }

  public Connection connection() {
    return connection;
  }

  /** The methods that were called, in no order. */
  public Collection<MethodState> methods() {
    return methods.values();
  }

  /** Retries that the budget still has. */
  public double retriesLeft() {
    return budget.balance();
  }

  /** Which protections are on. */
  public Switches switches() {
    return switches;
  }

  /** Time and chance of everything on this edge. */
  public Timing timing() {
    return timing;
  }

  String caller() {
    return caller;
  }

  RetryBudget budget() {
    return budget;
  }

  /** What is kept of a method; made when it is first asked for. */
  public MethodState stateOf(MethodDescriptor<?, ?> method) {
    var known = methods.get(method.getFullMethodName()); // computeIfAbsent locks even when present
    return known != null
        ? known
        : methods.computeIfAbsent(
            method.getFullMethodName(),
            absent -> new MethodState(name, policies.of(method), timing, connection::hurry));
  }
}
