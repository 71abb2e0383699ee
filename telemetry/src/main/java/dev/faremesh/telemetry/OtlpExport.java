package dev.faremesh.telemetry;

import dev.faremesh.mesh.telemetry.MeterExport;
import dev.faremesh.mesh.telemetry.OtlpEndpoint;
import dev.faremesh.mesh.telemetry.ServiceIdentity;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;

/**
 * Sends what was counted once an interval, by the SDK's own daemon threads. Counters are cumulative
 * and at most one collection waits while another is sent, so that a collector which is slow or away
 * costs neither memory nor numbers: the next delivery has them all. For that reason nothing is sent
 * again.
 */
final class OtlpExport implements MeterExport {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final SdkMeterProvider meters;

  private OtlpExport(SdkMeterProvider meters) {
    this.meters = meters;
  }

  static OtlpExport start(OtlpEndpoint endpoint, ServiceIdentity service, Duration interval) {
    var exporter =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(endpoint.metrics().toString())
            .setTimeout(TIMEOUT)
            .setRetryPolicy(null)
            .setMeterProvider(MeterProvider.noop()) // it does not count itself
            .build();
    var reader =
        PeriodicMetricReader.builder(new ReportedExporter(exporter, endpoint))
            .setInterval(interval)
            .setExporterTimeout(TIMEOUT.multipliedBy(2)) // after the exporter's own: one at a time
            .build();
    return new OtlpExport(
        SdkMeterProvider.builder()
            .setResource(resourceOf(service))
            .registerMetricReader(reader)
            .build());
  }

  private static Resource resourceOf(ServiceIdentity service) {
    var resource =
        Resource.getDefault().toBuilder()
            .put("service.name", service.name())
            .put("service.instance.id", service.instance());
    service.version().ifPresent(version -> resource.put("service.version", version));
    return resource.build();
  }

  @Override
  public MeterProvider meters() {
    return meters;
  }

  /** On a thread of its own: the SDK waits for a collector longer than a server that stops may. */
  @Override
  public void close() {
    var flush = Thread.ofPlatform().daemon().name("telemetry-flush").start(meters::close);
    try {
      flush.join(FLUSH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
