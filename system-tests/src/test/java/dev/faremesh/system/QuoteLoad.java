package dev.faremesh.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.pricing.v1.QuoteRideResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks for quotes at a steady rate, whether the last ones were answered or not (an open loop).
 * Latency counts from when a request was meant to be sent, so that a stall is not hidden.
 */
final class QuoteLoad implements AutoCloseable {
  private static final Duration STEADY_WINDOW = Duration.ofMillis(900); // these have ended
  private static final Duration STEADY_LATENCY = Duration.ofMillis(100);
  private static final int STEADY_TRIES = 30;

  private final PricingServiceGrpc.PricingServiceStub pricing;
  private final QuoteRideRequest request;
  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private final long startedAt = System.nanoTime();
  private final long gapNanos;
  private long sent;

  /** Starts. */
  QuoteLoad(Channel channel, QuoteRideRequest request, int perSecond) {
    this.pricing = PricingServiceGrpc.newStub(channel);
    this.request = request;
    this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    var _ = pace.scheduleAtFixedRate(this::send, 0, gapNanos, TimeUnit.NANOSECONDS);
  }

  private void send() {
    long meant = startedAt + sent++ * gapNanos;
    pricing.quoteRide(
        request,
        new StreamObserver<>() {
          @Override
          public void onNext(QuoteRideResponse answer) {}

          @Override
          public void onError(Throwable failure) {
            ended(meant, Status.fromThrowable(failure));
          }

          @Override
          public void onCompleted() {
            ended(meant, Status.OK);
          }
        });
  }

  private void ended(long meant, Status status) {
    outcomes.add(new Outcome(meant, status, System.nanoTime() - meant));
  }

  /** What became of the requests that were meant to be sent between two readings of nanoTime. */
  Outcomes between(long from, long to) {
    return new Outcomes(
        outcomes.stream().filter(o -> o.meant() >= from && o.meant() < to).toList());
  }

  /**
   * Waits until programs that have just started answer as they will: for a second in which every
   * quote was OK and hardly any slow. A test whose machine cannot offer the load says nothing, and
   * is skipped with the reason.
   *
   * @return a reading of nanoTime
   */
  long awaitSteady() {
    for (int tries = 0; ; tries++) {
      long from = System.nanoTime();
      OutageIT.pass(Duration.ofSeconds(1));
      var second = between(from, from + STEADY_WINDOW.toNanos());
      if (!second.all().isEmpty()
          && second.notOk() == 0
          && second.quantile(0.99).compareTo(STEADY_LATENCY) <= 0) {
        return System.nanoTime();
      }
      assumeTrue(
          tries < STEADY_TRIES, () -> "SKIPPED: this machine is too slow for the load: " + second);
    }
  }

  @Override
  public void close() {
    pace.shutdownNow();
  }

  /** One request that ended. */
  record Outcome(long meant, Status status, long nanos) {}

  /** Many of them. */
  record Outcomes(List<Outcome> all) {
    long notOk() {
      return all.stream().filter(o -> !o.status().isOk()).count();
    }

    double notOkShare() {
      return all.isEmpty() ? 0 : (double) notOk() / all.size();
    }

    Duration quantile(double share) {
      long[] sorted = all.stream().mapToLong(Outcome::nanos).sorted().toArray();
      return sorted.length == 0
          ? Duration.ZERO
          : Duration.ofNanos(sorted[(int) Math.min(sorted.length - 1, share * sorted.length)]);
    }

    @Override
    public String toString() {
      return "%d quotes, %d not OK %s, p50 %.1f ms, p99 %.1f ms, longest %.1f ms"
          .formatted(
              all.size(),
              notOk(),
              Arrays.toString(
                  all.stream()
                      .filter(o -> !o.status().isOk())
                      .map(o -> o.status().getCode() + " " + o.status().getDescription())
                      .distinct()
                      .toArray()),
              quantile(0.5).toNanos() / 1e6,
              quantile(0.99).toNanos() / 1e6,
              quantile(1).toNanos() / 1e6);
    }
  }
}
