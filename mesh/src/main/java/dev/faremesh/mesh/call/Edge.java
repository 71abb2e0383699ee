package dev.faremesh.mesh.call;

import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.propagation.Caller;
import dev.faremesh.mesh.propagation.RetryOwner;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What one process knows of one target: the state of each method that it calls there, the retry
 * budget that they share, and the switches. Safe for use by threads.
 */
public final class Edge {
  private final String name;
  private final String target;
  private final Metadata headers = new Metadata();
  private final Metadata headersOfOwner = new Metadata();
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
    if (!caller.isEmpty()) {
      Caller.tell(headers, caller);
      Caller.tell(headersOfOwner, caller);
    }
    RetryOwner.claim(headersOfOwner);
    this.policies = policies;
    this.timing = timing;
    this.switches = switches;
    this.connection = connection;
  }

  /**
   * An edge to a target whose channel is not ours: with what its contracts say, all protections on,
   * and real time.
   *
   * @param timer starts second attempts; nothing that it runs blocks
   */
  public static Edge to(String name, ScheduledExecutorService timer) {
    return to(name, timer, Policies.ofContracts());
  }

  /**
   * Likewise, with other policies.
   *
   * @param policies for contracts that state none, or that a deployment overrides
   */
  public static Edge to(String name, ScheduledExecutorService timer, Policies policies) {
    return new Edge(
        name, name, "", policies, Timing.system(timer), Switches.allOn(), Connection.ALWAYS_READY);
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

  /**
   * What every attempt tells the callee, made once.
   *
   * @param ownsRetries whether this hop tries again itself
   */
  Metadata headers(boolean ownsRetries) {
    return ownsRetries ? headersOfOwner : headers;
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
            absent ->
                new MethodState(
                    name,
                    method.getType() == MethodType.UNARY,
                    policies.of(method),
                    timing,
                    connection::hurry));
  }
}
