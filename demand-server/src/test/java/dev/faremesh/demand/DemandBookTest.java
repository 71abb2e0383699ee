package dev.faremesh.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.unimi.dsi.fastutil.longs.LongList;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DemandBookTest {
  private static final Instant START = Instant.parse("2013-01-01T20:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Spot SQUARE = new Spot("standard", 0x882a100d67fffffL);
  private static final Spot AIRPORT = new Spot("standard", 0x882a103b1dfffffL);

  private final DemandBook book = BookUnderTest.book(WINDOW, CityProfiles.NONE);

  @Test
  void ridersAndRidesAreCountedWhereTheyAre() {
    for (int i = 0; i < 7; i++) {
      look("rider-" + i, SQUARE, START);
    }
    for (int i = 0; i < 11; i++) {
      book.requested("ride-" + i, SQUARE, START, START);
    }
    for (int i = 0; i < 2; i++) {
      book.cancelled("ride-" + i, START);
    }
    for (int i = 2; i < 5; i++) {
      book.started("ride-" + i, START);
    }

    assertThat(demand(SQUARE, START)).isEqualTo(new Demand(SQUARE.cell(), 7, 11, 6, 2));
    assertThat(demand(AIRPORT, START)).isEqualTo(Demand.none(AIRPORT.cell()));
  }

  @Test
  void riderWhoLooksAgainMovesAndCountsOnce() {
    look("rider-7", SQUARE, START);
    look("rider-11", SQUARE, START);
    look("rider-7", AIRPORT, START.plusSeconds(20));

    assertThat(demand(SQUARE, START.plusSeconds(20)).sessions()).isEqualTo(1);
    assertThat(demand(AIRPORT, START.plusSeconds(20)).sessions()).isEqualTo(1);
  }

  @Test
  void riderWhoLooksAgainStaysForAnotherWindow() {
    look("rider-7", SQUARE, START);
    look("rider-11", SQUARE, START);
    look("rider-7", SQUARE, START.plusSeconds(200));

    assertThat(demand(SQUARE, START.plusSeconds(400)).sessions()).isEqualTo(1);
    assertThat(demand(SQUARE, START.plusSeconds(501)).sessions()).isZero();
  }

  @Test
  void sessionLeavesWithTheWindow() {
    look("rider-7", SQUARE, START);

    assertThat(demand(SQUARE, START.plus(WINDOW)).sessions()).isEqualTo(1);
    assertThat(demand(SQUARE, START.plus(WINDOW).plusSeconds(1)).sessions()).isZero();
  }

  @Test
  void olderSessionDoesNotMoveARiderBack() {
    look("rider-7", AIRPORT, START.plusSeconds(60));

    var outcome = look("rider-7", SQUARE, START.plusSeconds(30), START.plusSeconds(60));
    assertThat(outcome).isEqualTo(new SessionOutcome.Taken());
    assertThat(demand(SQUARE, START.plusSeconds(60)).sessions()).isZero();
    assertThat(demand(AIRPORT, START.plusSeconds(60)).sessions()).isEqualTo(1);
  }

  @Test
  void lateSessionLeavesBeforeTheOnesThatOvertookIt() {
    look("rider-7", SQUARE, START.plusSeconds(100), START.plusSeconds(100));
    look("rider-11", SQUARE, START.plusSeconds(10), START.plusSeconds(100));

    var between = START.plusSeconds(350);
    assertThat(demand(SQUARE, between).sessions()).isEqualTo(1);
    look("rider-11", AIRPORT, between, between);
    assertThat(demand(SQUARE, between).sessions()).isEqualTo(1);
    assertThat(demand(AIRPORT, between).sessions()).isEqualTo(1);
  }

  @Test
  void sessionOfASlotThatIsClosedIsTooOld() {
    var now = START.plusSeconds(419); // within two minutes of the slot's end
    assertThat(look("rider-7", SQUARE, START.minusNanos(1), now))
        .isEqualTo(new SessionOutcome.TooOld(START));
    assertThat(look("rider-7", SQUARE, START, now)).isEqualTo(new SessionOutcome.Taken());
  }

  @Test
  void sessionFromTheFutureIsRefused() {
    var latest = START.plusSeconds(60);

    assertThat(book.session("rider-7", SQUARE, latest.plusNanos(1), START, latest))
        .isEqualTo(new SessionOutcome.InFuture(latest));
    assertThat(demand(SQUARE, latest).sessions()).isZero();
    assertThat(book.session("rider-7", SQUARE, latest, START, latest))
        .isEqualTo(new SessionOutcome.Taken());
  }

  @Test
  void requestLeavesWithTheWindowWhateverBecameOfIt() {
    book.requested("ride-1", SQUARE, START, START);
    book.requested("ride-2", SQUARE, START, START);
    book.cancelled("ride-2", START.plusSeconds(250));

    assertThat(demand(SQUARE, START.plusSeconds(300)))
        .isEqualTo(new Demand(SQUARE.cell(), 0, 2, 1, 1));
    assertThat(demand(SQUARE, START.plusSeconds(301))).isEqualTo(Demand.none(SQUARE.cell()));
  }

  @Test
  void rideThatIsCancelledAfterItsRequestLeftIsNotCounted() {
    book.requested("ride-1", SQUARE, START, START);
    book.cancelled("ride-1", START.plusSeconds(301));

    assertThat(demand(SQUARE, START.plusSeconds(301))).isEqualTo(Demand.none(SQUARE.cell()));
  }

  @Test
  void rideThatStartsTwiceIsOneOpenRequestLess() {
    book.requested("ride-1", SQUARE, START, START);
    book.requested("ride-2", SQUARE, START, START);
    book.started("ride-1", START);
    book.started("ride-1", START);

    assertThat(demand(SQUARE, START).openRequests()).isEqualTo(1);
  }

  @Test
  void productsAreCountedApart() {
    var premium = new Spot("premium", SQUARE.cell());
    look("rider-7", SQUARE, START);
    look("rider-11", premium, START);
    look("rider-13", premium, START);

    assertThat(demand(SQUARE, START).sessions()).isEqualTo(1);
    assertThat(demand(premium, START).sessions()).isEqualTo(2);
  }

  @Test
  void newEraBeginsEmpty() {
    look("rider-7", SQUARE, START);
    book.requested("ride-1", SQUARE, START, START);
    book.clear();

    assertThat(demand(SQUARE, START)).isEqualTo(Demand.none(SQUARE.cell()));
    look("rider-7", SQUARE, START.minusSeconds(86_400)); // time may begin anew anywhere
    assertThat(demand(SQUARE, START.minusSeconds(86_400)).sessions()).isEqualTo(1);
  }

  @Test
  void rideOfAnEarlierEraLeavesTheCountsOfThisOneAlone() {
    book.requested("ride-1", SQUARE, START, START);
    book.clear();
    book.requested("ride-2", SQUARE, START, START);
    book.cancelled("ride-1", START);
    book.requested("ride-3", SQUARE, START.plusSeconds(86_400), START);

    assertThat(demand(SQUARE, START)).isEqualTo(new Demand(SQUARE.cell(), 0, 1, 1, 0));
  }

  @Test
  void countsEqualARecountOfEverything() {
    var random = new Random(42);
    Map<String, Instant> looked = new HashMap<>();
    Map<String, Spot> where = new HashMap<>();
    var now = START;
    for (int i = 0; i < 20_000; i++) {
      now = now.plusMillis(random.nextInt(400));
      var rider = "rider-" + random.nextInt(700);
      var spot = random.nextBoolean() ? SQUARE : AIRPORT;
      var observed = now.minusSeconds(random.nextInt(300));
      var outcome = look(rider, spot, observed, now);
      if (outcome instanceof SessionOutcome.Taken
          && !observed.isBefore(looked.getOrDefault(rider, Instant.MIN))) {
        looked.put(rider, observed);
        where.put(rider, spot);
      }
      if (i % 97 == 0) {
        var begin = now.minus(WINDOW).getEpochSecond();
        var expected =
            looked.entrySet().stream()
                .filter(e -> e.getValue().getEpochSecond() >= begin)
                .filter(e -> SQUARE.equals(where.get(e.getKey())))
                .count();
        assertThat(demand(SQUARE, now).sessions()).isEqualTo((int) expected);
      }
    }
  }

  @Test
  void windowOfNothingIsRefused() {
    assertThatThrownBy(() -> BookUnderTest.book(Duration.ZERO, CityProfiles.NONE))
        .hasMessage("window: PT0S (expected: > 0)");
  }

  private Demand demand(Spot spot, Instant now) {
    var cell = LongList.of(spot.cell());
    return book.look(spot.product(), cell, WINDOW, now).getFirst().counts();
  }

  private void look(String rider, Spot spot, Instant at) {
    assertThat(look(rider, spot, at, at)).isEqualTo(new SessionOutcome.Taken());
  }

  private SessionOutcome look(String rider, Spot spot, Instant observed, Instant now) {
    return book.session(rider, spot, observed, now, now.plusSeconds(60));
  }
}
