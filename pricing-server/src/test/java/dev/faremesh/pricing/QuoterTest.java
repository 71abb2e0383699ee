package dev.faremesh.pricing;

import static dev.faremesh.pricing.Signals.live;
import static dev.faremesh.pricing.Signals.missing;
import static dev.faremesh.pricing.Signals.stale;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.pricing.FareLine.Kind;
import dev.faremesh.pricing.Route.Source;
import dev.faremesh.pricing.Signal.Live;
import dev.faremesh.pricing.Signal.Missing;
import dev.faremesh.pricing.Signal.Staleness;
import dev.faremesh.pricing.store.TariffFormat;
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
          TariffFormat::builtIn,
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
    demand.answer(live(CELLS, 3, 3.22));
    assertThat(pending).isNotDone();
    supply.answer(live(CELLS, 1.25, 2.3));

    assertThat(pending).isCompleted();
    var quote = pending.join();
    assertThat(quote.mode()).isEqualTo(Quote.Mode.LIVE);
    assertThat(quote.multiplier()).isEqualTo(new Multiplier(250));
    assertThat(quote.inputs())
        .isEqualTo(new Inputs(new Live<>(8.75, Signals.FRESH), new Live<>(21.0, Signals.FRESH)));
    assertThat(quote.fare().total().minor()).isEqualTo(16_685);
    assertThat(quote.route())
        .isEqualTo(new Route(29_394, Duration.ofSeconds(5039), Source.CROW_FLY));
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
    var good = quote("standard", false, live(CELLS, 3, 2.3), live(CELLS, 4, 2.89));
    assertThat(good.multiplier()).isEqualTo(new Multiplier(180));

    var quote = quote("standard", false, missing("UNAVAILABLE"), missing("DEADLINE_EXCEEDED"));

    assertThat(quote.mode()).isEqualTo(Quote.Mode.HOLD);
    assertThat(quote.multiplier()).isEqualTo(new Multiplier(180));
    assertThat(quote.fare()).isEqualTo(good.fare());
  }

  @Test
  void goodQuoteOfOneProductSaysNothingOfAnother() {
    var _ = quote("standard", false, live(CELLS, 3, 2.3), live(CELLS, 4, 2.89));

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

  @Test
  void cityWithoutATariffIsRefusedWithoutAskingAnybody() {
    assertThat(quote(new Market("gotham", "standard"), TRIP))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(UnknownCity.class);
    assertThat(supply.questions).isEmpty();
  }

  @Test
  void tripThatIsTooLongIsRefusedWhateverIsKnown() {
    var pending =
        quote(Places.NYC_STANDARD, new Trip(Places.TIMES_SQUARE, new Position(25.76, -80.19)));
    supply.answer(missing("NOT_OBSERVED"));
    demand.answer(live(CELLS, 3, 1.3));

    assertThat(pending)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(TripInvalid.class)
        .withMessageEndingWith("(expected: at most 300000 m)");
  }

  @Test
  void hoursOfTheCityAreThoseOfTheFeedsAsLongAsTheyTell() {
    var london = new Market("london", "standard");
    var trip = new Trip(new Position(51.5074, -0.1278), new Position(51.5155, -0.1419));

    var pending = quote(london, trip);
    supply.answer(live(Cell.at(trip.pickup()).neighbourhood(), 3, 1.7)); // 9:30 in January 2013
    demand.answer(missing("NOT_OBSERVED"));
    assertThat(surcharges(pending.join())).isEmpty();

    pending = quote(london, trip);
    supply.answer(missing("NOT_OBSERVED")); // so it is 4:02 in May 2026
    demand.answer(missing("NOT_OBSERVED"));
    assertThat(surcharges(pending.join())).containsExactly("late night");
  }

  private static List<String> surcharges(Quote quote) {
    return quote.fare().lines().stream()
        .filter(line -> line.kind() == Kind.SURCHARGE)
        .flatMap(line -> line.label().stream())
        .toList();
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

  private CompletableFuture<Quote> quote(Market market, Trip trip) {
    return quoter.quote(new QuoteRequest(market, trip, true)).toCompletableFuture();
  }
}
