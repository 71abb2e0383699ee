package dev.faremesh.mesh.telemetry;

import io.opentelemetry.api.metrics.MeterProvider;
import java.time.Duration;
import java.util.ServiceLoader;

/**
 * Takes what instruments observe out of the process, on threads of its own: no call waits for it,
 * whatever becomes of the collector.
 */
public interface MeterExport extends AutoCloseable {
  /** The longest that {@link #close} takes. */
  Duration FLUSH = Duration.ofSeconds(2);

  /** Where instruments are registered. */
  MeterProvider meters();

  /** Sends what is known now, and gives up after {@link #FLUSH}. */
  @Override
  void close();

  /** Starts exports. Found by {@link ServiceLoader}, so that this module needs the API alone. */
  @FunctionalInterface
  interface Starter {
    MeterExport start(OtlpEndpoint endpoint, ServiceIdentity service);
  }

  /**
   * Starts to export.
   *
   * @throws IllegalArgumentException when nothing on the class path can
   */
  static MeterExport start(OtlpEndpoint endpoint, ServiceIdentity service) {
    return ServiceLoader.load(Starter.class)
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "otlp-endpoint: %s (expected: module telemetry on the class path)"
                    .formatted(endpoint)))
        .start(endpoint, service);
  }
}
