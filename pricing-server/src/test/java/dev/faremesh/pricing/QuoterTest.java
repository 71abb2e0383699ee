package dev.faremesh.pricing;

import static dev.faremesh.pricing.Signals.live;
import static dev.faremesh.pricing.Signals.missing;
import static dev.faremesh.pricing.Signals.stale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.pricing.FareLine.Kind;
import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.Signal.Missing;
import dev.faremesh.pricing.Signal.Staleness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class QuoterTest {
  private static final Trip TRIP = new Trip(Places.TIMES_SQUARE, Places.AIRPORT);
  private static final List<Cell> CELLS = Cell.at(Places.TIMES_SQUARE).neighbourhood();
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");

  private final AskedSource supply = new AskedSource();
  private final AskedSource demand = new AskedSource();
  private final Quoter quoter =
      new Quoter(
          supply,
          demand,
          new SurgePolicy(Indices.BALANCE, InstantSource.fixed(NOW)),
          Tariffs.builtIn(),
          new CrowFlyRouter(),
          InstantSource.fixed(NOW),
          () -> "quote-17");

  @Test
  void bothSourcesAreAskedBeforeEitherAnswers() {
    var _ = quote("standard", false);

    var aboutSupply = supply.questions.getFirst();
    var aboutDemand = demand.questions.getFirst();
    assertThat(aboutSupply.market()).isEqualTo(new Market("nyc", "standard"));
    assertThat(aboutSupply.cells()).isEqualTo(CELLS);
    assertThat(aboutSupply.horizon()).isEqualTo(Duration.ofMinutes(5));
    assertThat(aboutDemand.market()).isEqualTo(new Market("nyc", "standard"));
    assertThat(aboutDemand.cells()).isEqualTo(CELLS);
    assertThat(aboutDemand.horizon()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void liveInputsMakeALiveQuote() {
    var pending = quote("standard", false);
    demand.answer(live(CELLS, 3, 2.73));
    assertThat(pending).isNotDone();
    supply.answer(live(CELLS, 1.25, 2.3));

    assertThat(pending).isCompleted();
    var quote = pending.join();
    assertThat(quote.mode()).isEqualTo(Quote.Mode.LIVE);
    assertThat(quote.multiplier()).isEqualTo(new Multiplier(250));
    assertThat(quote.inputs())
        .isEqualTo(new Inputs(new Live<>(8.75, Signals.FRESH), new Live<>(21.0, Signals.FRESH)));
    assertThat(quote.fare().total().minor()).isEqualTo(16_685);
    assertThat(quote.route()).isEqualTo(new Route(29_394, Duration.ofSeconds(5039)));
    assertThat(quote.id()).isEqualTo("quote-17");
    assertThat(quote.createTime()).isEqualTo(NOW);
    assertThat(quote.expireTime()).isEqualTo(NOW.plusSeconds(120));
  }

  @Test
  void oneMissingInputMakesABaseQuoteThatSaysWhich() {
    var quote = quote("standard", false, live(CELLS, 0, 1.1), missing("UNAVAILABLE"));

    assertBase(quote);
    assertThat(quote.inputs().supply()).isEqualTo(new Live<>(0.0, Signals.FRESH));
    assertThat(quote.inputs().demand()).isEqualTo(new Missing<>("UNAVAILABLE"));
  }

  @Test
  void staleInputNeverRaisesThePrice() {
    var quote =
        quote("standard", false, stale(CELLS, 0, 1.1, Staleness.COVERAGE), live(CELLS, 900, 9));

    assertBase(quote);
    assertThat(quote.inputs().supply().whyNotLive()).contains("COVERAGE");
  }

  @Test
  void staleAndMissingIsStillAQuote() {
    assertBase(
        quote("standard", false, missing("NOT_OBSERVED"), stale(CELLS, 4, 3, Staleness.AGE)));
  }

  @Test
  void bothMissingIsRefusedWithBothReasons() {
    var pending = quote("standard", false);
    supply.answer(missing("NOT_OBSERVED"));
    demand.answer(missing("DEADLINE_EXCEEDED"));

    assertThat(pending)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(InputsMissing.class)
        .withMessage(
            "supply: NOT_OBSERVED, demand: DEADLINE_EXCEEDED"
                + " (expected: one of them, or a request that allows the base fare)");
  }

  @Test
  void bothMissingIsABaseQuoteWhereThatWillDo() {
    var quote = quote("xl", true, missing("NOT_OBSERVED"), missing("DEADLINE_EXCEEDED"));

    assertBase(quote);
    assertThat(quote.fare().lines())
        .extracting(FareLine::kind)
        .containsExactly(Kind.BASE, Kind.DISTANCE, Kind.TIME);
  }

  @Test
  void bothMissingAfterAGoodQuoteIsNoErrorButTheMultiplierThatWasGood() {
    var good = quote("standard", false, live(CELLS, 3, 2.3), live(CELLS, 4, 2.5));
    assertThat(good.multiplier()).isEqualTo(new Multiplier(180));

    var quote = quote("standard", false, missing("UNAVAILABLE"), missing("DEADLINE_EXCEEDED"));

    assertThat(quote.mode()).isEqualTo(Quote.Mode.HOLD);
    assertThat(quote.multiplier()).isEqualTo(new Multiplier(180));
    assertThat(quote.fare()).isEqualTo(good.fare());
  }

  @Test
  void goodQuoteOfOneProductSaysNothingOfAnother() {
    var _ = quote("standard", false, live(CELLS, 3, 2.3), live(CELLS, 4, 2.5));

    assertBase(quote("xl", true, missing("UNAVAILABLE"), missing("DEADLINE_EXCEEDED")));
  }

  @Test
  void unknownProductIsRefusedWithoutAskingAnybody() {
    assertThat(quote("limo", true))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(UnknownProduct.class);
    assertThat(supply.questions).isEmpty();
    assertThat(demand.questions).isEmpty();
  }

  private static void assertBase(Quote quote) {
    assertThat(quote.mode()).isEqualTo(Quote.Mode.BASE);
    assertThat(quote.multiplier()).isEqualTo(Multiplier.NONE);
    assertThat(quote.fare().lines()).extracting(FareLine::kind).doesNotContain(Kind.SURGE);
  }

  private Quote quote(
      String product,
      boolean allowBaseFare,
      Signal<CellCounts> drivers,
      Signal<CellCounts> riders) {
    var pending = quote(product, allowBaseFare);
    supply.answer(drivers);
    demand.answer(riders);
    return pending.join();
  }

  private CompletableFuture<Quote> quote(String product, boolean allowBaseFare) {
    return quoter
        .quote(new QuoteRequest(new Market("nyc", product), TRIP, allowBaseFare))
        .toCompletableFuture();
  }
}
