package dev.faremesh.mesh.telemetry;

import dev.faremesh.mesh.call.Latency;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes instruments that are observed together, so that they show one moment. */
final class Instruments {
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("faremesh.outcome");
  private static final AttributeKey<String> QUANTILE = AttributeKey.stringKey("faremesh.quantile");
  private static final List<Double> QUANTILES = List.of(0.5, 0.9, 0.99);

  private final Meter meter;
  private final List<ObservableMeasurement> made = new ArrayList<>();

  Instruments(Meter meter) {
    this.meter = meter;
  }

  /** What only grows. */
  ObservableLongMeasurement counter(String name, String unit, String meaning) {
    return listed(meter.counterBuilder(name).setUnit(unit).setDescription(meaning).buildObserver());
  }

  /** What grows and falls, and may be added up over processes. */
  ObservableLongMeasurement level(String name, String unit, String meaning) {
    return listed(
        meter.upDownCounterBuilder(name).setUnit(unit).setDescription(meaning).buildObserver());
  }

  /** What may not be added up. */
  ObservableDoubleMeasurement gauge(String name, String unit, String meaning) {
    return listed(meter.gaugeBuilder(name).setUnit(unit).setDescription(meaning).buildObserver());
  }

  private <M extends ObservableMeasurement> M listed(M measurement) {
    made.add(measurement);
    return measurement;
  }

  /** Runs an observation whenever somebody collects, until it is closed. */
  BatchCallback observedBy(Runnable observation) {
    var others = made.subList(1, made.size()).toArray(ObservableMeasurement[]::new);
    return meter.batchCallback(observation, made.getFirst(), others);
  }

  /** Observes a count by the way in which it ended. */
  static void ended(ObservableLongMeasurement counter, Attributes of, long ok, long failed) {
    counter.record(ok, with(of, OUTCOME, "ok"));
    counter.record(failed, with(of, OUTCOME, "error"));
  }

  /** Observes the quantiles of a latency, when it has any. */
  static void quantiles(ObservableDoubleMeasurement gauge, Attributes of, Latency latency) {
    for (double share : QUANTILES) {
      long nanos = latency.quantile(share);
      if (nanos > 0) {
        gauge.record(seconds(Duration.ofNanos(nanos)), with(of, QUANTILE, "" + share));
      }
    }
  }

  static double seconds(Duration duration) {
    return (double) duration.toNanos() / TimeUnit.SECONDS.toNanos(1);
  }

  static Attributes with(Attributes some, AttributeKey<String> key, String value) {
    return some.toBuilder().put(key, value).build();
  }
}
