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
 * @param tariffFile read again when it changes; empty for the built-in tariffs
 * @param quoteKeys the file of keys that quotes are signed with; empty for a key of this process
 *     alone
 */
public record PricingSettings(
    ServerSettings server,
    String supplyTarget,
    String demandTarget,
    Optional<Path> tariffFile,
    Optional<Path> quoteKeys) {
  public PricingSettings {
    require(supplyTarget, "supply-target");
    require(demandTarget, "demand-target");
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
