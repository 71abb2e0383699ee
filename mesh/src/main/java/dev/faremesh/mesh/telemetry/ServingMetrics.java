package dev.faremesh.mesh.telemetry;

import static dev.faremesh.mesh.telemetry.Instruments.ended;
import static dev.faremesh.mesh.telemetry.Instruments.quantiles;

import dev.faremesh.mesh.serving.ServedCalls;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;

/** What is kept of the calls that a process serves, as instruments; likewise at no cost to them. */
public final class ServingMetrics {
  private ServingMetrics() {}

  /** Observes from now on, until what is returned is closed. */
  public static BatchCallback observe(Meter meter, ServedCalls served) {
    var make = new Instruments(meter);
    var calls = make.counter("faremesh.server.calls", "{call}", "Unary calls that ended.");
    var shed = make.counter("faremesh.server.shed_calls", "{call}", "Of them, shed before work.");
    var latency =
        make.gauge("faremesh.server.call.latency", "s", "How long good calls took lately.");
    var limit = make.level("faremesh.server.call.limit", "{call}", "The limit in force.");
    var underWay = make.level("faremesh.server.active_calls", "{call}", "Calls under way.");
    return make.observedBy(() -> {
      var now = served.snapshot();
      ended(calls, Attributes.empty(), now.ok(), now.failed());
      shed.record(now.shed());
      quantiles(latency, Attributes.empty(), served.latency());
      limit.record(now.limit());
      underWay.record(now.underWay());
    });
  }
}
