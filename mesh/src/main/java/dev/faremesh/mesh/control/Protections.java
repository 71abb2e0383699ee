package dev.faremesh.mesh.control;

import dev.faremesh.mesh.call.Protection;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.v1.ProtectionSwitch;
import java.util.Arrays;
import java.util.List;

/** Protections as the contract names them. */
final class Protections {
  private Protections() {}

  /** Whether each is on, in the order of the contract. */
  static List<ProtectionSwitch> of(Switches switches) {
    var on = switches.on();
    return Arrays.stream(Protection.values())
        .map(protection ->
            ProtectionSwitch.newBuilder()
                .setProtection(named(protection))
                .setOn(on.contains(protection))
                .build())
        .toList();
  }

  private static dev.faremesh.mesh.v1.Protection named(Protection protection) {
    return switch (protection) {
      case DEADLINE -> dev.faremesh.mesh.v1.Protection.PROTECTION_DEADLINE;
      case RETRY -> dev.faremesh.mesh.v1.Protection.PROTECTION_RETRY;
      case LIMIT -> dev.faremesh.mesh.v1.Protection.PROTECTION_LIMIT;
      case BREAKER -> dev.faremesh.mesh.v1.Protection.PROTECTION_BREAKER;
      case COALESCING -> dev.faremesh.mesh.v1.Protection.PROTECTION_COALESCING;
      case LAST_KNOWN -> dev.faremesh.mesh.v1.Protection.PROTECTION_LAST_KNOWN;
      case ADMISSION -> dev.faremesh.mesh.v1.Protection.PROTECTION_ADMISSION;
    };
  }

  /**
   * The protection of that name.
   *
   * @throws IllegalArgumentException when it names none, which the contract's rules refuse
   */
  static Protection of(dev.faremesh.mesh.v1.Protection name) {
    return switch (name) {
      case PROTECTION_DEADLINE -> Protection.DEADLINE;
      case PROTECTION_RETRY -> Protection.RETRY;
      case PROTECTION_LIMIT -> Protection.LIMIT;
      case PROTECTION_BREAKER -> Protection.BREAKER;
      case PROTECTION_COALESCING -> Protection.COALESCING;
      case PROTECTION_LAST_KNOWN -> Protection.LAST_KNOWN;
      case PROTECTION_ADMISSION -> Protection.ADMISSION;
      case PROTECTION_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "protection: %s (expected: one of the contract)".formatted(name));
    };
  }
}
