package dev.faremesh.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.demand.store.HeapRideStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RedemptionsTest {
  private static final Instant START = Instant.parse("2026-03-04T18:00:00Z");
  private static final Duration HOLDS = Duration.ofMinutes(2);
  private static final Position SQUARE = new Position(40.758, -73.9855);
  private static final Position AIRPORT = new Position(40.6413, -73.7781);
  private static final Position ELSEWHERE = new Position(40.7, -73.9);
  private static final Money FARE = new Money("USD", 66, 740_000_000);

  private final MutableClock wall = new MutableClock(START);
  private final KnownQuotes quotes = new KnownQuotes();
  private final AtomicInteger ids = new AtomicInteger();
  private final HeapRideStore store = new HeapRideStore();
  private final Redemptions redemptions = new Redemptions(quotes, wall);
  private final RideBook rides =
      new RideBook(
          store,
          new ToldMarkets(new MutableClock(Instant.parse("2013-01-01T20:00:00Z"))),
          () -> "ride-" + ids.incrementAndGet(),
          redemptions);

  @Test
  void rideIsAskedForAtTheFareOfItsQuote() {
    var ride = rides.execute(request(quote("q-17"), 1));

    assertThat(ride.agreement()).contains(new Agreement("q-17", FARE, START.plus(HOLDS)));
  }

  @Test
  void rideWithoutAQuoteHasNoFare() {
    assertThat(rides.execute(trip("ana", "nyc", "standard", SQUARE, AIRPORT)).agreement())
        .isEmpty();
  }

  @Test
  void sameRequestGetsItsRideAgainThoughTheQuoteIsGone() {
    var token = quote("q-17");
    var ride = rides.execute(request(token, 1));
    wall.advance(HOLDS.multipliedBy(30));
    quotes.forgetAll();

    assertThat(rides.execute(request(token, 1))).isEqualTo(ride);
    assertThat(ids).hasValue(1);
  }

  @Test
  void sameRequestIdWithAnotherQuoteIsAnotherRequest() {
    var first = quote("q-17");
    var second = quote("q-19");
    rides.execute(request(first, 1));

    assertThatThrownBy(() -> rides.execute(request(second, 1))).isInstanceOf(RequestIdReused.class);
    assertThat(rides.execute(request(second, 2)).agreement())
        .map(Agreement::quoteId)
        .contains("q-19");
  }

  @Test
  void quoteBooksOneRide() {
    var token = quote("q-17");
    var ride = rides.execute(request(token, 1));

    var refused = catchThrowableOfType(QuoteRedeemed.class, () -> rides.execute(request(token, 2)));

    assertThat(refused)
        .hasMessage("quote q-17 booked ride %s (expected: a new quote)", ride.rideId());
    assertThat(refused.rideId()).isEqualTo(ride.rideId());
    assertThat(ids).hasValue(1);
  }

  @Test
  void cancelledRideGivesItsQuoteNotBack() {
    var token = quote("q-17");
    var ride = rides.execute(request(token, 1));
    rides.execute(new RideCommand.Cancel(new UUID(0, 2), ride.rideId()));

    assertThatThrownBy(() -> rides.execute(request(token, 3))).isInstanceOf(QuoteRedeemed.class);
  }

  @Test
  void quoteHoldsToItsLastMoment() {
    var first = quote("q-17");
    var second = quote("q-19");
    wall.advance(HOLDS.minusNanos(1));
    rides.execute(request(first, 1));
    wall.advance(Duration.ofNanos(1));

    assertThatThrownBy(() -> rides.execute(request(second, 2)))
        .isInstanceOf(QuoteExpired.class)
        .hasMessage("quote q-19 held until 2026-03-04T18:02:00Z (expected: a new quote)");
  }

  @Test
  void quoteOfAnotherTripOrRiderNamesTheField() {
    var token = quote("q-17");

    assertMismatch(token, trip("bo", "nyc", "standard", SQUARE, AIRPORT), "rider_id");
    assertMismatch(token, trip("ana", "oslo", "standard", SQUARE, AIRPORT), "city");
    assertMismatch(token, trip("ana", "nyc", "xl", SQUARE, AIRPORT), "product");
    assertMismatch(token, trip("ana", "nyc", "standard", ELSEWHERE, AIRPORT), "pickup");
    assertMismatch(token, trip("ana", "nyc", "standard", SQUARE, ELSEWHERE), "dropoff");
    assertMismatch(token, trip("ana", "nyc", "standard", SQUARE), "dropoff");
    assertThat(rides.execute(request(token, 1)).agreement()).isPresent();
  }

  @Test
  void nameOfTheRiderIsNotToldToOthers() {
    var token = quote("q-17");

    assertThatThrownBy(
            () -> rides.execute(with(token, trip("bo", "nyc", "standard", SQUARE, AIRPORT))))
        .hasMessage("rider_id: not that of quote q-17 (expected: the rider it was made for)");
  }

  @Test
  void refusedQuoteLeavesItsRequestIdFree() {
    var token = quote("q-17");
    rides.execute(request(token, 1));
    assertThatThrownBy(() -> rides.execute(request(token, 2))).isInstanceOf(QuoteRedeemed.class);

    assertThat(rides.execute(request(quote("q-19"), 2)).rideId()).isEqualTo("ride-2");
  }

  @Test
  void expiredQuotesAreForgotten() {
    for (int i = 0; i < 100; i++) {
      rides.execute(request(quote("q-" + i), i));
      wall.advance(Duration.ofSeconds(10));
    }

    assertThat(redemptions.size()).isEqualTo(12);
  }

  @Test
  void clockThatIsSetBackRedeemsNoQuoteAgain() {
    var token = quote("q-17");
    rides.execute(request(token, 1));
    wall.advance(HOLDS);
    rides.execute(request(quote("q-19"), 2)); // forgets the first
    wall.advance(HOLDS.negated());

    assertThatThrownBy(() -> rides.execute(request(token, 3))).isInstanceOf(QuoteExpired.class);
  }

  @Test
  void ofManyWhoRedeemAQuoteAtOnceOneWins() throws Exception {
    int racers = 8;
    try (var threads = Executors.newFixedThreadPool(racers)) {
      for (int round = 0; round < 50; round++) {
        var token = quote("q-" + round);
        var start = new CyclicBarrier(racers);
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int racer = 0; racer < racers; racer++) {
          var request = request(token, round * racers + racer);
          attempts.add(() -> {
            start.await();
            return wins(request);
          });
        }
        int won = 0;
        for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
          won += attempt.get() ? 1 : 0;
        }
        assertThat(won).isEqualTo(1);
      }
    }
    assertThat(ids).hasValue(50);
  }

  @Test
  void tokenIsNeitherPrintedNorKept() {
    var token = quote("q-17");
    var request = request(token, 1);
    rides.execute(request);

    var kept = store.answer(request.requestId()).orElseThrow().command();
    assertThat(request.toString()).doesNotContain(token.text());
    assertThat(((RideCommand.Request) kept).token().orElseThrow().text()).matches("[0-9a-f]{64}");
  }

  private boolean wins(RideCommand.Request request) {
    try {
      var _ = rides.execute(request);
      return true;
    } catch (QuoteRedeemed e) {
      return false;
    }
  }

  private void assertMismatch(QuoteToken token, RideCommand.Request trip, String field) {
    var refused = catchThrowableOfType(QuoteMismatch.class, () -> rides.execute(with(token, trip)));

    assertThat(refused.field()).isEqualTo(field);
    assertThat(refused).hasMessageStartingWith(field + ": not that of quote q-17 (expected: ");
  }

  private QuoteToken quote(String id) {
    var agreement = new Agreement(id, FARE, wall.instant().plus(HOLDS));
    return quotes.add(new HeldQuote(agreement, "ana", "nyc", "standard", SQUARE, AIRPORT));
  }

  private static RideCommand.Request request(QuoteToken token, int requestId) {
    var trip = trip("ana", "nyc", "standard", SQUARE, AIRPORT);
    return with(token, new UUID(7, requestId), trip);
  }

  private static RideCommand.Request with(QuoteToken token, RideCommand.Request trip) {
    return with(token, trip.requestId(), trip);
  }

  private static RideCommand.Request with(
      QuoteToken token, UUID requestId, RideCommand.Request trip) {
    return new RideCommand.Request(
        requestId,
        trip.riderId(),
        trip.city(),
        trip.product(),
        trip.pickup(),
        trip.dropoff(),
        Optional.of(token));
  }

  private static RideCommand.Request trip(
      String rider, String city, String product, Position... way) {
    return new RideCommand.Request(
        new UUID(11, 13),
        rider,
        city,
        product,
        way[0],
        way.length > 1 ? Optional.of(way[1]) : Optional.empty(),
        Optional.empty());
  }
}
