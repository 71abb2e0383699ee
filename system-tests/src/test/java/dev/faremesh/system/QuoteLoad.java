package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.pricing.v1.PricingMode;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.pricing.v1.QuoteRideResponse;
import io.grpc.Channel;
import java.time.Duration;

/** Quotes at a steady rate, told apart by their pricing modes. */
final class QuoteLoad implements AutoCloseable {
  private static final Duration STEADY_WINDOW = Duration.ofMillis(900); // these have ended
  private static final Duration STEADY_LATENCY = Duration.ofMillis(100);
  private static final int STEADY_TRIES = 30;

  private final SteadyCalls<PricingMode> quotes;

  /** Starts. */
  QuoteLoad(Channel channel, QuoteRideRequest request, int perSecond) {
    var pricing = PricingServiceGrpc.newStub(channel);
    this.quotes =
        new SteadyCalls<>(
            perSecond,
            observer -> pricing.quoteRide(request, observer),
            (QuoteRideResponse answer) -> answer.getQuote().getMode());
  }

  /** What became of the quotes that were meant to be asked for between readings of nanoTime. */
  Ends<PricingMode> between(long from, long to) {
    return quotes.between(from, to);
  }

  /** Likewise until now; waits until what is under way has ended, if it ends at all. */
  Ends<PricingMode> since(long from) {
    long now = System.nanoTime();
    Pause.of(Duration.ofSeconds(1));
    return between(from, now);
  }

  /** What becomes of the quotes of the second that begins. */
  Ends<PricingMode> second() {
    long from = System.nanoTime();
    Pause.of(Duration.ofSeconds(1));
    return between(from, from + STEADY_WINDOW.toNanos());
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
          && second.failures().isEmpty()
          && second.quantile(0.99).compareTo(STEADY_LATENCY) <= 0) {
        return System.nanoTime();
      }
      second.assume(tries < STEADY_TRIES);
    }
  }

  /** Waits for a second in which every quote was live. */
  void awaitLive() {
    for (int tries = 0; ; tries++) {
      var second = second();
      if (second.allEnded() && second.count(PricingMode.PRICING_MODE_LIVE) == second.made()) {
        return;
      }
      assertThat(tries).as("live again, but: %s", second).isLessThan(STEADY_TRIES);
    }
  }

  /** Asks for no more. */
  void stop() {
    quotes.stop();
  }

  @Override
  public void close() {
    stop();
  }
}
