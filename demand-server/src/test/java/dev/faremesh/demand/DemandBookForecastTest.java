package dev.faremesh.demand;

import static dev.faremesh.demand.BookUnderTest.AIRPORT;
import static dev.faremesh.demand.BookUnderTest.PRODUCT;
import static dev.faremesh.demand.BookUnderTest.SQUARE;
import static dev.faremesh.demand.BookUnderTest.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import it.unimi.dsi.fastutil.longs.LongList;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class DemandBookForecastTest {
  private final BookUnderTest demand = new BookUnderTest(BookUnderTest.PROFILES);

  @Test
  void profileIsExpectedBeforeAnybodyLooked() {
    demand.hear(1);

    assertThat(demand.expected(SQUARE)).isEqualTo(20, within(1.0));
    assertThat(demand.expected(AIRPORT)).isEqualTo(5, within(0.5));
    assertThat(demand.at(SQUARE).expected().quantile(0.1)).isBetween(9, 16);
    assertThat(demand.at(SQUARE).expected().quantile(0.9)).isBetween(24, 32);
  }

  @Test
  void anotherProductHasNoProfile() {
    demand.hear(1);

    var square = LongList.of(SQUARE);
    var premium = demand.book.look("premium", square, BookUnderTest.HORIZON, demand.now());
    assertThat(premium.getFirst().expected().mean()).isZero();
    assertThat(premium.getFirst().logDemand()).isEqualTo(Math.log(2.4), within(1e-12));
  }

  @Test
  void crowdIsExpectedToStay() {
    demand.hear(1).passMinutes(30, 12);

    assertThat(demand.expected(SQUARE)).isGreaterThan(40);
  }

  @Test
  void lateSessionsCountInTheirSlotWhileItIsOpen() {
    var inTime = new BookUnderTest(BookUnderTest.PROFILES).hear(1);
    inTime.pass(Duration.ofSeconds(290));
    look(inTime, 40, START.plusSeconds(290));
    inTime.pass(Duration.ofSeconds(249)).pass(Duration.ofMinutes(5));
    demand
        .hear(1)
        .pass(Duration.ofSeconds(539)); // four minutes after the slot's end, less one second
    look(demand, 40, START.plusSeconds(290));
    demand.pass(Duration.ofMinutes(5));

    assertThat(demand.expected(SQUARE)).isEqualTo(inTime.expected(SQUARE));
    assertThat(demand.calibration()).isEqualTo(inTime.calibration());
    assertThat(demand.calibration().scores().actual()).isEqualTo(40);
  }

  @Test
  void sessionsOfAClosedSlotAreReportedForAnHour() {
    demand.hear(1).pass(Duration.ofMinutes(9));
    var before = demand.expected(SQUARE);

    for (int i = 0; i < 3; i++) {
      assertThat(demand.look("late-" + i, SQUARE, START.plusSeconds(299)))
          .isEqualTo(new SessionOutcome.TooOld(START.plusSeconds(300)));
    }
    assertThat(demand.expected(SQUARE)).isEqualTo(before);
    assertThat(demand.calibration().late()).isEqualTo(3);
    demand.pass(Duration.ofMinutes(61));
    assertThat(demand.calibration().late()).isZero();
  }

  @Test
  void sessionsAheadOfTimeWaitForTheirSlot() {
    demand.hear(1).pass(Duration.ofSeconds(30));
    look(demand, 40, START.plusSeconds(610));
    demand.pass(Duration.ofMinutes(7));
    assertThat(demand.calibration().scores().actual()).isZero();

    demand.pass(Duration.ofMinutes(12));
    assertThat(demand.calibration().scores().actual()).isEqualTo(40);
  }

  @Test
  void riderWhoLooksTenTimesIsOneSession() {
    demand.hear(1);
    for (int look = 0; look < 10; look++) {
      demand.look("rider-7", SQUARE, demand.now());
      demand.pass(Duration.ofSeconds(20));
    }
    assertThat(demand.at(SQUARE).counts().sessions()).isEqualTo(1);
    demand.pass(Duration.ofMinutes(6));
    assertThat(demand.calibration().scores().actual()).isEqualTo(1);

    demand.look("rider-7", SQUARE, demand.now()); // more than a window after the first look
    demand.pass(Duration.ofMinutes(6));
    assertThat(demand.calibration().scores().actual()).isEqualTo(2);
  }

  @Test
  void forecastGoesBackToTheProfileWhenTheFeedIsLost() {
    demand.hear(1).passMinutes(60, 20);
    double crowded = demand.expected(SQUARE);
    assertThat(crowded).isGreaterThan(80);

    demand.hear(0);
    double before = crowded;
    for (int hour = 0; hour < 12; hour++) {
      demand.pass(Duration.ofHours(1));
      assertThat(demand.expected(SQUARE)).isBetween(20.0, before);
      before = demand.expected(SQUARE);
    }
    assertThat(before).isEqualTo(20, within(1.5));
    assertThat(demand.calibration().scores().forecasts()).isZero();
  }

  @Test
  void halfOfTheSessionsInHalfOfTheTimeIsNothingNew() {
    demand.hear(0.5).passMinutes(90, 2);

    assertThat(demand.expected(SQUARE)).isBetween(16.0, 24.0);
  }

  @Test
  void lossOfTheFeedWithinAMinuteIsNoSilence() {
    demand.hear(1).passMinutes(62, 4);
    double before = demand.expected(SQUARE);
    demand.hear(0).pass(Duration.ofSeconds(59));

    assertThat(demand.expected(SQUARE)).isEqualTo(before, within(0.2));
  }

  @Test
  void fewAreExpectedWhereFewAreHeardOf() {
    demand.hear(1);
    for (int slot = 0; slot < 24; slot++) {
      demand.passMinutes(1, 1);
      demand.passMinutes(4, 0);
    }

    assertThat(demand.expected(SQUARE)).isLessThan(5);
  }

  @Test
  void aDayWithoutALookIsCaughtUpWith() {
    demand.hear(1).passMinutes(10, 20);
    demand.hear(0).pass(Duration.ofDays(3650));

    assertThat(demand.expected(SQUARE)).isEqualTo(20, within(1.5));
  }

  @Test
  void anotherEraForgetsEverythingButTheProfile() {
    demand.hear(1).passMinutes(60, 20);
    demand.look("late", SQUARE, START);
    demand.book.clear();
    assertThat(demand.book.calibration(PRODUCT, START)).isEmpty();

    var earlier = Instant.parse("2014-04-04T20:00:00Z");
    demand.book.advance(earlier, (_, _) -> 0);
    demand.book.listen(earlier);
    var square =
        demand.book.look(PRODUCT, LongList.of(SQUARE), BookUnderTest.HORIZON, earlier).getFirst();
    assertThat(square.counts()).isEqualTo(Demand.none(SQUARE));
    assertThat(square.expected().mean()).isEqualTo(20, within(1.0));
    assertThat(demand.book.calibration(PRODUCT, earlier).orElseThrow().late()).isZero();
  }

  @Test
  void cityHasAHundredProductsAtMost() {
    for (int i = 0; i < DemandBook.MOST_PRODUCTS - 1; i++) {
      assertThat(session("product-" + i)).isEqualTo(new SessionOutcome.Taken());
    }
    demand.hear(1);
    assertThat(session("one-more")).isEqualTo(new SessionOutcome.ProductsFull(100));
    assertThat(session("product-7")).isEqualTo(new SessionOutcome.Taken());
    demand.book.requested("ride-1", new Spot("one-more", SQUARE), START, START);
    assertThat(
            demand
                .book
                .look("one-more", LongList.of(SQUARE), BookUnderTest.HORIZON, START)
                .getFirst()
                .counts()
                .requests())
        .isEqualTo(1);
  }

  private SessionOutcome session(String product) {
    return demand.book.session("rider-7", new Spot(product, SQUARE), START, START, START);
  }

  private static void look(BookUnderTest demand, int riders, Instant observed) {
    for (int i = 0; i < riders; i++) {
      assertThat(demand.look("late-" + i, SQUARE, observed)).isEqualTo(new SessionOutcome.Taken());
    }
  }
}
