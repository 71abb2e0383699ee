package dev.faremesh.system;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.pricing.v1.QuoteRideResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
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
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
  private static final double MOST_LATE = 0.05;

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
    long late = System.nanoTime() - meant;
    pricing.quoteRide(
        request,
        new StreamObserver<>() {
          @Override
          public void onNext(QuoteRideResponse answer) {}

          @Override
          public void onError(Throwable failure) {
            ended(meant, late, Status.fromThrowable(failure));
          }

          @Override
          public void onCompleted() {
            ended(meant, late, Status.OK);
          }
        });
  }

  private void ended(long meant, long late, Status status) {
    outcomes.add(new Outcome(meant, late, status, System.nanoTime() - meant));
  }

  /** What became of the requests that were meant to be sent between two readings of nanoTime. */
  Outcomes between(long from, long to) {
    return new Outcomes(
        outcomes.stream().filter(o -> o.meant() >= from && o.meant() < to).toList());
  }

  /**
   * Waits until programs that have just started answer as they will: for a second in which every
   * quote was OK and hardly any slow. A test whose machine is too slow for that is skipped.
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
  record Outcome(long meant, long late, Status status, long nanos) {}

  /** Many of them. */
  record Outcomes(List<Outcome> all) {
    long notOk() {
      return all.stream().filter(o -> !o.status().isOk()).count();
    }

    /** A test whose machine did not offer the load in time says nothing, and is skipped. */
    void assumeOffered() {
      assumeTrue(
          lateShare() <= MOST_LATE,
          () -> "SKIPPED: this machine was too slow for the load: " + this);
    }

    private double lateShare() {
      return (double) all.stream().filter(o -> o.late() > LATE_NANOS).count() / all.size();
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
      return "%d quotes, %d not OK %s, p50 %.1f ms, p99 %.1f ms, longest %.1f ms, %.1f %% sent late"
          .formatted(
              all.size(),
              notOk(),
              all.stream()
                  .filter(o -> !o.status().isOk())
                  .collect(groupingBy(o -> o.status().getCode(), counting())),
              quantile(0.5).toNanos() / 1e6,
              quantile(0.99).toNanos() / 1e6,
              quantile(1).toNanos() / 1e6,
              100 * lateShare());
    }
  }
}
