package dev.faremesh.telemetry;

import dev.faremesh.mesh.telemetry.OtlpEndpoint;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Says in the log when a collector begins to refuse metrics and when it takes them again, once
 * each. The SDK would say it, with a stack trace, as long as it lasts; so its loggers are silenced.
 */
final class ReportedExporter implements MetricExporter {
  private static final Logger LOG = System.getLogger(ReportedExporter.class.getName());

  /** Kept here, as a logger that nobody holds forgets its level. */
  private static final List<java.util.logging.Logger> SILENCED =
      List.of(
          java.util.logging.Logger.getLogger(
              "io.opentelemetry.exporter.otlp.internal.HttpExporter"),
          java.util.logging.Logger.getLogger(
              "io.opentelemetry.sdk.metrics.export.PeriodicMetricReader"));

  private final MetricExporter exporter;
  private final OtlpEndpoint endpoint;
  private final AtomicBoolean refused = new AtomicBoolean();

  ReportedExporter(MetricExporter exporter, OtlpEndpoint endpoint) {
    this.exporter = exporter;
    this.endpoint = endpoint;
    SILENCED.forEach(logger -> logger.setLevel(java.util.logging.Level.OFF));
  }

  @Override
  public CompletableResultCode export(Collection<MetricData> metrics) {
    var result = exporter.export(metrics);
    return result.whenComplete(() -> report(result));
  }

  private void report(CompletableResultCode result) {
    if (refused.getAndSet(!result.isSuccess()) != result.isSuccess()) {
      return;
    }
    if (result.isSuccess()) {
      LOG.log(Level.INFO, "telemetry={0} refused->taken", endpoint);
    } else {
      LOG.log(
          Level.WARNING,
          "telemetry={0} taken->refused: {1}",
          endpoint,
          reasonOf(result.getFailureThrowable()));
    }
  }

  private static String reasonOf(@Nullable Throwable failure) {
    var cause = failure == null ? null : failure.getCause();
    return cause == null ? "it answered with an error" : "" + cause;
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType instrumentType) {
    return exporter.getAggregationTemporality(instrumentType);
  }

  @Override
  public MemoryMode getMemoryMode() {
    return exporter.getMemoryMode();
  }
}
