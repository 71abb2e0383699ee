package dev.faremesh.mesh.telemetry;

import java.util.Optional;
import java.util.UUID;

/**
 * Whose numbers they are.
 *
 * @param name such as {@code pricing-server}
 * @param version empty when it does not run from a jar
 * @param instance another one for each process
 */
public record ServiceIdentity(String name, Optional<String> version, String instance) {
  /** This process, under a name. */
  public static ServiceIdentity ofThisProcess(String name) {
    return new ServiceIdentity(
        name,
        Optional.ofNullable(ServiceIdentity.class.getPackage().getImplementationVersion()),
        UUID.randomUUID().toString());
  }
}
