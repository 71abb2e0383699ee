package dev.faremesh.mesh.policy;

import com.google.protobuf.Descriptors;
import io.grpc.MethodDescriptor;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is in force for each method: what its contract says, unless the deployment says otherwise.
 *
 * @param differing what differs from the contracts, by the full name of the method
 */
public record Policies(Map<String, Contract> differing) {
  public Policies {
    differing = Map.copyOf(differing);
  }

  /** As the contracts say. */
  public static Policies ofContracts() {
    return new Policies(Map.of());
  }

  /** The same, but for a method whose descriptor carries no policy: one that is not ours. */
  public Policies with(Contract contract) {
    var changed = new HashMap<>(differing);
    changed.put(contract.method(), contract);
    return new Policies(changed);
  }

  /**
   * The same, with what a deployment says over it.
   *
   * @param services that this process serves and calls: the only ones whose methods may be named
   * @throws IllegalArgumentException when a line names no method or no field of the policy, its
   *     value is of another kind, or what comes of it contradicts itself
   */
  public Policies overridden(
      Overrides overrides, Collection<Descriptors.ServiceDescriptor> services) {
    var methods =
        services.stream()
            .flatMap(service -> service.getMethods().stream())
            .collect(Collectors.toMap(Contract::nameOf, Function.identity(), (a, same) -> a));
    var changed = new HashMap<>(differing);
    for (Overrides.Line line : overrides.lines()) {
      var method =
          Optional.ofNullable(methods.get(line.method()))
              .orElseThrow(() -> unknown(overrides, line, methods.keySet()));
      changed.put(line.method(), new Overridden(method, overrides).contract());
    }
    return new Policies(changed);
  }

  private static IllegalArgumentException unknown(
      Overrides overrides, Overrides.Line line, Collection<String> methods) {
    return new IllegalArgumentException(
        Expected.sentence(
            overrides.place(line) + ": method",
            line.method(),
            "one that this process serves or calls" + Nearest.hint(line.method(), methods)));
  }

  /**
   * The same, when all contracts of these services can be read: at the start of a process rather
   * than at the first call.
   *
   * @throws IllegalArgumentException when the numbers of one are out of range, or contradict each
   *     other
   */
  public Policies checked(Collection<Descriptors.ServiceDescriptor> services) {
    services.stream().flatMap(service -> service.getMethods().stream()).forEach(this::of);
    return this;
  }

  /**
   * What is in force for a method.
   *
   * @throws IllegalArgumentException when the contract's numbers are out of range, or contradict
   *     each other
   */
  public Contract of(MethodDescriptor<?, ?> method) {
    var known = differing.get(method.getFullMethodName());
    return known != null ? known : Contract.of(method);
  }

  /** Likewise. */
  public Contract of(Descriptors.MethodDescriptor method) {
    var known = differing.get(Contract.nameOf(method));
    return known != null ? known : Contract.of(method);
  }
}
