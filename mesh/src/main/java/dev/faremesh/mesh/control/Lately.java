package dev.faremesh.mesh.control;

import com.google.protobuf.util.Durations;
import dev.faremesh.mesh.call.Latency;
import dev.faremesh.mesh.call.MethodState;
import dev.faremesh.mesh.v1.CallNumbers;
import dev.faremesh.mesh.v1.LatencyNumbers;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The counters of two moments: how much since the start, and how fast since the earlier. */
record Lately(Reading earlier, Reading now) {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What callers of a method saw. */
  CallNumbers calls(MethodState method) {
    var counted = now.of(method);
    var before = earlier.of(method);
    return numbers(
        new Tally(counted.calls(), counted.callsOk()),
        new Tally(before.calls(), before.callsOk()),
        method.callLatency());
  }

  /** What went on the wire. */
  CallNumbers attempts(MethodState method) {
    var counted = now.of(method);
    var before = earlier.of(method);
    return numbers(
        new Tally(counted.attempts(), counted.attemptsOk()),
        new Tally(before.attempts(), before.attemptsOk()),
        method.attemptLatency());
  }

  /** What this process served. */
  CallNumbers served(Latency latency) {
    return numbers(
        new Tally(now.served().calls(), now.served().ok()),
        new Tally(earlier.served().calls(), earlier.served().ok()),
        latency);
  }

  private CallNumbers numbers(Tally counted, Tally before, Latency latency) {
    var numbers =
        CallNumbers.newBuilder()
            .setTotal(counted.total())
            .setOk(counted.ok())
            .setRate(perSecond(counted.total() - before.total()))
            .setOkRate(perSecond(counted.ok() - before.ok()));
    quantiles(latency).ifPresent(numbers::setLatency);
    return numbers.build();
  }

  /** In the first second as if it were over: a call in the first millisecond is no thousand. */
  private double perSecond(long count) {
    return (double) count * SECOND_NANOS / Math.max(SECOND_NANOS, now.nanos() - earlier.nanos());
  }

  private static Optional<LatencyNumbers> quantiles(Latency latency) {
    long median = latency.quantile(0.5);
    return median == 0
        ? Optional.empty()
        : Optional.of(
            LatencyNumbers.newBuilder()
                .setP50(Durations.fromNanos(median))
                .setP90(Durations.fromNanos(latency.quantile(0.9)))
                .setP99(Durations.fromNanos(latency.quantile(0.99)))
                .build());
  }

  private record Tally(long total, long ok) {}
}
