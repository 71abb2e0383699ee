package dev.faremesh.system;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.pricing.v1.QuoteRideResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

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
  private static final double LEAST_SENT = 0.95;

  private final PricingServiceGrpc.PricingServiceStub pricing;
  private final QuoteRideRequest request;
  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private final long startedAt = System.nanoTime();
  private final long gapNanos;
  private volatile long sent;

  /** Starts. */
  QuoteLoad(Channel channel, QuoteRideRequest request, int perSecond) {
    this.pricing = PricingServiceGrpc.newStub(channel);
    this.request = request;
    this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    var _ = pace.scheduleAtFixedRate(this::send, 0, gapNanos, TimeUnit.NANOSECONDS);
  }

  /** Whatever goes wrong is an outcome: what leaves this method ends the load in silence. */
  private void send() {
    long number = sent;
    sent = number + 1;
    var call = new Quoting(startedAt + number * gapNanos);
    try {
      pricing.quoteRide(request, call);
    } catch (RuntimeException e) {
      call.onError(e);
    }
  }

  private final class Quoting implements StreamObserver<QuoteRideResponse> {
    private final long meant;
    private final long late;
    private PricingMode mode = PricingMode.PRICING_MODE_UNSPECIFIED;

    Quoting(long meant) {
      this.meant = meant;
      this.late = System.nanoTime() - meant;
    }

    @Override
    public void onNext(QuoteRideResponse answer) {
      mode = answer.getQuote().getMode();
    }

    @Override
    public void onError(Throwable failure) {
      ended(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      ended(Status.OK);
    }

    private void ended(Status status) {
      outcomes.add(new Outcome(meant, late, status, mode, System.nanoTime() - meant));
    }
  }

  /** What became of the requests that were meant to be sent between two readings of nanoTime. */
  Outcomes between(long from, long to) {
    long expected = number(to) - number(from);
    long asked = Math.min(sent, number(to)) - Math.min(sent, number(from));
    return new Outcomes(
        outcomes.stream().filter(o -> o.meant() >= from && o.meant() < to).toList(),
        asked,
        expected);
  }

  /** Likewise until now; waits until what is under way has ended, if it ends at all. */
  Outcomes since(long from) {
    long now = System.nanoTime();
    OutageIT.pass(Duration.ofSeconds(1));
    return between(from, now);
  }

  /** How many requests were meant to be sent before a reading of nanoTime. */
  private long number(long time) {
    return Math.max(0, Math.ceilDiv(time - startedAt, gapNanos));
  }

  /**
   * Waits until programs that have just started answer as they will: for a second in which every
   * quote was OK and hardly any slow. A test whose machine is too slow for that is skipped.
   *
   * @return a reading of nanoTime
   */
  long awaitSteady() {
    for (int tries = 0; ; tries++) {
      var second = second();
      if (!second.all().isEmpty()
          && second.notOk() == 0
          && second.quantile(0.99).compareTo(STEADY_LATENCY) <= 0) {
        return System.nanoTime();
      }
      assume(tries < STEADY_TRIES, second);
    }
  }

  /** Waits for a second in which every quote was live. */
  void awaitLive() {
    for (int tries = 0; ; tries++) {
      var second = second();
      if (second.allEnded() && second.count(PricingMode.PRICING_MODE_LIVE) == second.asked()) {
        return;
      }
      assertThat(tries).as("live again, but: %s", second).isLessThan(STEADY_TRIES);
    }
  }

  /** What becomes of the quotes of the second that begins. */
  Outcomes second() {
    long from = System.nanoTime();
    OutageIT.pass(Duration.ofSeconds(1));
    return between(from, from + STEADY_WINDOW.toNanos());
  }

  /** Skips a test on a machine that is too slow for it, which must not go unseen. */
  private static void assume(boolean fastEnough, Outcomes outcomes) {
    if (!fastEnough) {
      var reason = "SKIPPED: this machine is too slow for the load: " + outcomes;
      System.out.println(reason);
      Assumptions.abort(reason);
    }
  }

  /** Asks for no more. */
  void stop() {
    pace.shutdownNow();
  }

  @Override
  public void close() {
    stop();
  }

  /** One request that ended. */
  record Outcome(long meant, long late, Status status, PricingMode mode, long nanos) {}

  /**
   * Many of them.
   *
   * @param all that ended
   * @param asked how many were sent
   * @param expected how many should have been sent
   */
  record Outcomes(List<Outcome> all, long asked, long expected) {
    /** Every request was sent, was answered, and the answer was OK. */
    void assertNoneLost() {
      assertThat(asked).as("sent of %d: %s", expected, this).isGreaterThan(least());
      assertThat(asked - all.size()).as("never answered: %s", this).isZero();
      assertThat(notOk()).as("lost: %s", this).isZero();
    }

    private long least() {
      return (long) (LEAST_SENT * expected);
    }

    boolean allEnded() {
      return asked > 0 && asked == all.size();
    }

    long notOk() {
      return all.stream().filter(o -> !o.status().isOk()).count();
    }

    long count(PricingMode mode) {
      return all.stream().filter(o -> o.status().isOk() && o.mode() == mode).count();
    }

    /** A test whose machine did not offer the load in time says nothing, and is skipped. */
    void assumeOffered() {
      assume(lateShare() <= MOST_LATE, this);
    }

    private double lateShare() {
      return all.isEmpty()
          ? 0
          : (double) all.stream().filter(o -> o.late() > LATE_NANOS).count() / all.size();
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
      return "%d quotes of %d, %d not OK %s, %s, p50 %.1f ms, p99 %.1f ms, longest %.1f ms, %.1f %% sent late"
          .formatted(
              all.size(),
              asked,
              notOk(),
              all.stream()
                  .filter(o -> !o.status().isOk())
                  .collect(groupingBy(o -> o.status().getCode(), TreeMap::new, counting())),
              all.stream()
                  .filter(o -> o.status().isOk())
                  .collect(groupingBy(Outcome::mode, TreeMap::new, counting())),
              quantile(0.5).toNanos() / 1e6,
              quantile(0.99).toNanos() / 1e6,
              quantile(1).toNanos() / 1e6,
              100 * lateShare());
    }
  }
}
