package dev.faremesh.pricing.rpc;

import static dev.faremesh.pricing.rpc.ScriptedServer.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.pricing.CrowFlyRouter;
import dev.faremesh.pricing.Inputs;
import dev.faremesh.pricing.InputsMissing;
import dev.faremesh.pricing.Market;
import dev.faremesh.pricing.Multiplier;
import dev.faremesh.pricing.Places;
import dev.faremesh.pricing.Quote;
import dev.faremesh.pricing.QuoteRequest;
import dev.faremesh.pricing.Quoter;
import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.Signal.Missing;
import dev.faremesh.pricing.Signal.Stale;
import dev.faremesh.pricing.Signal.Staleness;
import dev.faremesh.pricing.SurgePolicy;
import dev.faremesh.pricing.Trip;
import dev.faremesh.pricing.store.TariffFormat;
import io.grpc.Status;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Quotes of a process whose dependencies fail, while time passes by hand. */
@Timeout(60)
final class OldNewsTest {
  private static final QuoteRequest REQUEST =
      new QuoteRequest(
          new Market("nyc", "standard"), new Trip(Places.TIMES_SQUARE, Places.AIRPORT), false);

  private final AtomicLong nanos = new AtomicLong();
  private final ScriptedSupply supply = new ScriptedSupply();
  private final ScriptedDemand demand = new ScriptedDemand();
  private final InProcess mesh = new InProcess(nanos::get);
  private final Quoter quoter =
      new Quoter(
          mesh.supply(supply),
          mesh.demand(demand),
          new SurgePolicy(BalanceOption.standard(), InstantSource.system()),
          TariffFormat::builtIn,
          new CrowFlyRouter(),
          InstantSource.system(),
          () -> "quote-17");

  @AfterEach
  void close() {
    mesh.close();
  }

  @Test
  @DisplayName("T34: what is last known makes a live price for a minute, and shows its age")
  void lastKnownDemandMakesAPriceForAMinute() {
    learn();
    demand.script.fail(Status.UNAVAILABLE);
    pass(Duration.ofSeconds(55));

    var quote = quote().join();
    assertThat(quote.mode()).isEqualTo(Quote.Mode.LIVE);
    assertThat(quote.inputs().demand())
        .isInstanceOfSatisfying(
            Live.class,
            live -> assertThat(live.freshness().age()).isEqualTo(Duration.ofSeconds(60)));
  }

  @Test
  @DisplayName("T38: live supply and stale demand raise no price, and each says what it is")
  void mixedAgesAreFlaggedPerInput() {
    learn();
    demand.script.fail(Status.UNAVAILABLE);
    pass(Duration.ofSeconds(56));

    var quote = quote().join();
    assertThat(quote.mode()).isEqualTo(Quote.Mode.HOLD);
    assertThat(quote.multiplier()).isEqualTo(new Multiplier(200)); // it was 3
    assertThat(quote.inputs().supply())
        .isInstanceOfSatisfying(
            Live.class,
            live -> assertThat(live.freshness().age()).isEqualTo(Duration.ofSeconds(7)));
    assertThat(quote.inputs().demand())
        .isInstanceOfSatisfying(
            Stale.class,
            stale -> {
              assertThat(stale.reason()).isEqualTo(Staleness.AGE);
              assertThat(stale.freshness().age()).isEqualTo(Duration.ofSeconds(61));
              assertThat(stale.value()).isEqualTo(7 * 24.0);
            });
  }

  @Test
  void whatIsLastKnownOfAReplayAgesAtItsScale() {
    learn();
    demand.riders(11, 13, fresh(5, 0.9).toBuilder().setScale(600).build());
    assertThat(quote().join().mode()).isEqualTo(Quote.Mode.LIVE);
    demand.script.fail(Status.UNAVAILABLE);
    pass(Duration.ofMillis(100));

    assertThat(quote().join().inputs().demand())
        .isInstanceOfSatisfying(
            Stale.class,
            stale -> assertThat(stale.freshness().age()).isEqualTo(Duration.ofSeconds(65)));
  }

  @Test
  @DisplayName("T37: what is older than the contract keeps is missing")
  void whatIsTooOldIsMissing() {
    learn();
    supply.script.fail(Status.UNAVAILABLE);
    demand.script.fail(Status.UNAVAILABLE);
    pass(Duration.ofSeconds(1199));
    assertThat(quote().join().inputs())
        .extracting(Inputs::supply, Inputs::demand)
        .hasOnlyElementsOfType(Stale.class);

    pass(Duration.ofSeconds(1));
    assertThat(quote().exceptionNow()).isInstanceOf(InputsMissing.class);
  }

  @Test
  @DisplayName("T36: a cold start without dependencies is an error and no default price")
  void aColdStartIsAnError() {
    supply.script.fail(Status.UNAVAILABLE);
    demand.script.fail(Status.UNAVAILABLE);

    assertThat(quote().exceptionNow())
        .isInstanceOf(InputsMissing.class)
        .hasMessageContaining("supply: UNAVAILABLE, demand: UNAVAILABLE");
  }

  @Test
  void nonsenseDoesNotReplaceWhatIsLastKnown() {
    learn();
    demand.riders(-1, 13, fresh(5, 0.9));
    pass(Duration.ofSeconds(3));

    assertThat(quote().join().inputs().demand())
        .isInstanceOfSatisfying(
            Live.class,
            live -> assertThat(live.freshness().age()).isEqualTo(Duration.ofSeconds(8)));
  }

  @Test
  void sourceThatHasStartedAnewAndKnowsNothingIsBelieved() {
    learn();
    demand.notObserved();
    assertThat(quote().join().inputs().demand()).isEqualTo(new Missing<>(Missing.NOT_OBSERVED));

    demand.script.fail(Status.UNAVAILABLE);
    assertThat(quote().join().inputs().demand()).isEqualTo(new Missing<>(Missing.NOT_OBSERVED));
  }

  private void learn() {
    supply.drivers(3, fresh(7, 0.9));
    demand.riders(11, 13, fresh(5, 0.9));
    assertThat(quote().join())
        .extracting(Quote::mode, Quote::multiplier)
        .containsExactly(Quote.Mode.LIVE, new Multiplier(300));
  }

  private CompletableFuture<Quote> quote() {
    return quoter.quote(REQUEST).toCompletableFuture();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
