package dev.faremesh.mesh.telemetry;

import static dev.faremesh.mesh.telemetry.Instruments.ended;
import static dev.faremesh.mesh.telemetry.Instruments.quantiles;
import static dev.faremesh.mesh.telemetry.Instruments.seconds;
import static dev.faremesh.mesh.telemetry.Instruments.with;

import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.MethodState;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What is kept of the calls to other servers, as instruments. They read counters that are kept
 * anyway, when somebody collects: a call pays nothing for them.
 */
public final class EdgeMetrics {
  private static final AttributeKey<String> EDGE = AttributeKey.stringKey("faremesh.edge");
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
  private static final AttributeKey<String> PROTECTION =
      AttributeKey.stringKey("faremesh.protection");
  private static final AttributeKey<String> ANSWER = AttributeKey.stringKey("faremesh.answer");
  private static final AttributeKey<String> STATE =
      AttributeKey.stringKey("faremesh.breaker.state");
  private static final List<String> STATES = List.of("CLOSED", "OPEN", "HALF_OPEN");

  private final ObservableLongMeasurement calls;
  private final ObservableLongMeasurement attempts;
  private final ObservableLongMeasurement rejections;
  private final ObservableDoubleMeasurement callLatency;
  private final ObservableDoubleMeasurement attemptLatency;
  private final ObservableLongMeasurement breakers;
  private final ObservableLongMeasurement openings;
  private final ObservableLongMeasurement limit;
  private final ObservableLongMeasurement underWay;
  private final ObservableDoubleMeasurement retriesLeft;
  private final ObservableLongMeasurement reads;
  private final ObservableDoubleMeasurement age;

  private EdgeMetrics(Instruments make) {
    calls = make.counter("faremesh.client.calls", "{call}", "Calls that ended, as callers saw.");
    attempts =
        make.counter("faremesh.client.attempts", "{attempt}", "Attempts that went on the wire.");
    rejections =
        make.counter("faremesh.client.rejections", "{rejection}", "What a protection turned away.");
    callLatency =
        make.gauge("faremesh.client.call.latency", "s", "How long good calls took lately.");
    attemptLatency =
        make.gauge("faremesh.client.attempt.latency", "s", "How long good attempts took lately.");
    breakers = make.level("faremesh.client.breakers", "{breaker}", "Breakers by their state.");
    openings = make.counter("faremesh.client.breaker.openings", "{opening}", "Breakers opened.");
    limit = make.level("faremesh.client.attempt.limit", "{attempt}", "The limit in force.");
    underWay =
        make.level("faremesh.client.active_attempts", "{attempt}", "Attempts under the limit.");
    retriesLeft =
        make.gauge("faremesh.client.retries_left", "{retry}", "Retries that the budget has left.");
    reads = make.counter("faremesh.client.reads", "{read}", "Reads, by what answered them.");
    age = make.gauge("faremesh.client.last_known.age", "s", "Age of what was given as last known.");
  }

  /**
   * Observes edges from now on, until what is returned is closed.
   *
   * @param edges asked at each collection, on its thread
   */
  public static BatchCallback observe(Meter meter, Supplier<? extends Collection<Edge>> edges) {
    var instruments = new Instruments(meter);
    var metrics = new EdgeMetrics(instruments);
    return instruments.observedBy(() -> edges.get().forEach(metrics::observe));
  }

  private void observe(Edge edge) {
    var of = Attributes.of(EDGE, edge.name());
    retriesLeft.record(edge.retriesLeft(), of);
    edge.methods().forEach(method -> observe(method, of));
  }

  private void observe(MethodState method, Attributes edge) {
    var of = with(edge, METHOD, method.contract().method());
    var counted = method.counts().snapshot();
    ended(calls, of, counted.callsOk(), counted.callsFailed());
    ended(attempts, of, counted.attemptsOk(), counted.attemptsFailed());
    rejections.record(counted.rejectedByDeadline(), with(of, PROTECTION, "deadline"));
    rejections.record(counted.rejectedByLimit(), with(of, PROTECTION, "limit"));
    rejections.record(counted.rejectedByBreaker(), with(of, PROTECTION, "breaker"));
    quantiles(callLatency, of, method.callLatency());
    quantiles(attemptLatency, of, method.attemptLatency());
    method
        .breakerNumbers()
        .ifPresent(breaker -> {
          STATES.forEach(state ->
              breakers.record(
                  state.equals(breaker.state()) ? 1 : 0,
                  with(of, STATE, state.toLowerCase(Locale.ROOT))));
          openings.record(breaker.opened(), of);
        });
    method
        .limitNumbers()
        .ifPresent(numbers -> {
          limit.record(numbers.limit(), of);
          underWay.record(numbers.underWay(), of);
        });
    observeReads(method, of);
  }

  private void observeReads(MethodState method, Attributes of) {
    var seen = method.reads().snapshot();
    if (seen.fresh() + seen.lastKnown() + seen.missing() == 0) {
      return; // it may have no reader
    }
    reads.record(seen.alone(), with(of, ANSWER, "fresh"));
    reads.record(seen.coalesced(), with(of, ANSWER, "coalesced"));
    reads.record(seen.lastKnown(), with(of, ANSWER, "last_known"));
    reads.record(seen.missing(), with(of, ANSWER, "missing"));
    if (seen.lastKnown() > 0) {
      age.record(seconds(seen.lastKnownAge()), of);
    }
  }
}
