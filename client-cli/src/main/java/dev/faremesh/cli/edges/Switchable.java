package dev.faremesh.cli.edges;

import dev.faremesh.mesh.v1.Protection;
import java.util.Locale;

/** The protections, as they are written on the command line. */
enum Switchable {
  DEADLINE(Protection.PROTECTION_DEADLINE),
  RETRY(Protection.PROTECTION_RETRY),
  LIMIT(Protection.PROTECTION_LIMIT),
  BREAKER(Protection.PROTECTION_BREAKER),
  COALESCING(Protection.PROTECTION_COALESCING),
  LAST_KNOWN(Protection.PROTECTION_LAST_KNOWN),
  ADMISSION(Protection.PROTECTION_ADMISSION);

  private final Protection inContract;

  Switchable(Protection inContract) {
    this.inContract = inContract;
  }

  Protection inContract() {
    return inContract;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
