package dev.faremesh.pricing.server;

import dev.faremesh.mesh.server.ServerSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How pricing-server runs.
 *
 * @param server how it listens and stops
 * @param supplyTarget where supply-server is: a gRPC name, such as {@code 127.0.0.1:50051}
 * @param demandTarget where demand-server is
 * @param quoteKeys the file of keys that quotes are signed with; empty for a key of this process
 *     alone
 * @param tariffFile read again when it changes; empty for the built-in tariffs
 */
public record PricingSettings(
    ServerSettings server,
    String supplyTarget,
    String demandTarget,
    Optional<Path> quoteKeys,
    Optional<Path> tariffFile) {
  public PricingSettings {
    require(supplyTarget, "supply-target");
    require(demandTarget, "demand-target");
  }

  /** With a key of this process alone, and the built-in tariffs. */
  public PricingSettings(ServerSettings server, String supplyTarget, String demandTarget) {
    this(server, supplyTarget, demandTarget, Optional.empty(), Optional.empty());
  }

  private static void require(String target, String name) {
    if (target.isBlank()) {
      throw noTarget(name, target);
    }
  }

  /** What to say of a target that gRPC cannot make sense of. */
  static IllegalArgumentException noTarget(String name, String target) {
    return new IllegalArgumentException(
        "%s: '%s' (expected: a gRPC name, such as 127.0.0.1:50052)".formatted(name, target));
  }
}
