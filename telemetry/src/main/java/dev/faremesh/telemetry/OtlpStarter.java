package dev.faremesh.telemetry;

import dev.faremesh.mesh.telemetry.MeterExport;
import dev.faremesh.mesh.telemetry.OtlpEndpoint;
import dev.faremesh.mesh.telemetry.ServiceIdentity;
import java.time.Duration;

/** What {@link java.util.ServiceLoader} finds. */
public final class OtlpStarter implements MeterExport.Starter {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  @Override
  public MeterExport start(OtlpEndpoint endpoint, ServiceIdentity service) {
    return OtlpExport.start(endpoint, service, INTERVAL);
  }
}
