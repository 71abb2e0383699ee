package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.policy.Policies;
import io.grpc.MethodDescriptor;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The times that contracts grant, read once for each method. Safe for use by threads. */
final class GrantedTimes {
  private final Policies policies;
  private final Map<String, Optional<GrantedTime>> known = new ConcurrentHashMap<>();

  GrantedTimes(Policies policies) {
    this.policies = policies;
  }

  /** That of a method: empty when its contract has no policy. */
  Optional<GrantedTime> of(MethodDescriptor<?, ?> method) {
    var read = known.get(method.getFullMethodName()); // computeIfAbsent locks even when present
    return read != null
        ? read
        : known.computeIfAbsent(
            method.getFullMethodName(),
            absent -> policies.of(method).policy().map(GrantedTime::of));
  }
}
