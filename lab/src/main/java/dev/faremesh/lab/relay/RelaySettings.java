package dev.faremesh.lab.relay;

import dev.faremesh.mesh.server.ServerSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a relay is started with.
 *
 * @param server how it listens and how it stops
 * @param dependencies what it asks, all at once; their names differ
 * @param naiveAttempts at a dependency while protection RETRY is off, 1 to 5
 */
public record RelaySettings(
    ServerSettings server, List<Dependency> dependencies, int naiveAttempts) {
  public RelaySettings {
    dependencies = List.copyOf(dependencies);
    Set<String> names = new HashSet<>();
    for (Dependency dependency : dependencies) {
      if (!names.add(dependency.name())) {
        throw new IllegalArgumentException(
            "depends-on: '%s' twice (expected: every name once)".formatted(dependency.name()));
      }
    }
    NaiveRetries.requireInRange("naive-attempts", naiveAttempts);
  }
}
