package dev.faremesh.supply;

import static dev.faremesh.supply.BookUnderTest.HORIZON;
import static dev.faremesh.supply.BookUnderTest.LEASE;
import static dev.faremesh.supply.BookUnderTest.TIMES_SQUARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class SupplyBookIndexTest {
  private static final Duration HOURS = Duration.ofHours(2);

  private final BookUnderTest supply = new BookUnderTest();

  @Test
  void isWhereTheSupplyIsUntilAMinuteWasCovered() throws ReportRefused {
    open(8);
    assertThat(at(0)).isEqualTo(Math.log(8 - 1 + 3), within(1e-12));

    supply.clock.advance(Duration.ofSeconds(1));
    open(16);
    assertThat(at(0.79)).isEqualTo(Math.log(16 - 1 + 3), within(1e-12));
  }

  @Test
  void movesSmoothlyOnceAMinuteWasCovered() throws ReportRefused {
    open(8);
    passMinute(1); // the first that is covered
    open(9);
    assertThat(at(1)).isEqualTo(Math.log(10), within(1e-12));

    passMinute(1);
    assertThat(at(1)).isEqualTo(Math.log(10) + 0.3 * Math.log(1.1), within(1e-12));
  }

  @Test
  void followsAgainWhenTooManyDriversAreSilent() throws ReportRefused {
    open(8);
    passMinute(1);
    for (int driver = 0; driver < 8; driver++) {
      supply.report("d" + driver, TIMES_SQUARE, DriverState.OPEN, LEASE);
    }
    supply.report("stays", TIMES_SQUARE, DriverState.OPEN, HOURS);
    supply.clock.advance(LEASE);
    passMinute(1);

    assertThat(at(1)).isEqualTo(Math.log(3), within(1e-12));
  }

  @Test
  void dropOffsOfItsOwnHorizonCountWhateverIsAskedFor() throws ReportRefused {
    supply.reportTrip("in time", HOURS, supply.now().plusSeconds(300));
    supply.reportTrip("too late", HOURS, supply.now().plusSeconds(301));
    open(8);

    var airport = supply.look(BookUnderTest.AIRPORT, Duration.ofSeconds(1));
    assertThat(airport.counts().dropOffs()).isZero();
    assertThat(airport.logSupply()).isEqualTo(Math.log(3), within(1e-12)); // 0.9 is held back
    supply.reportTrip("another", HOURS, supply.now().plusSeconds(300));
    supply.clock.advance(Duration.ofSeconds(1));
    assertThat(supply.look(BookUnderTest.AIRPORT, Duration.ofSeconds(1)).logSupply())
        .isEqualTo(Math.log(2.7 - 1 + 3), within(1e-12));
  }

  @Test
  void longSilenceIsCaughtUpWith() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN, Duration.ofMinutes(90));
    passMinute(1);
    supply.clock.advance(Duration.ofDays(3650));

    assertThat(at(1)).isEqualTo(Math.log(3), within(1e-9));
  }

  @Property(tries = 50)
  void doesNotDependOnWhenItIsLookedAt(@ForAll long seed) throws ReportRefused {
    var events = new Random(seed);
    var looks = new Random(~seed);
    var often = new BookUnderTest();
    var rarely = new BookUnderTest();
    often.report("first", 0, DriverState.OPEN, HOURS);
    rarely.report("first", 0, DriverState.OPEN, HOURS);
    for (int event = 0; event < 200; event++) {
      var pause = Duration.ofMillis(events.nextInt(60_000));
      var reads = often.now().plus(pause);
      while (looks.nextInt(3) > 0) {
        often.clock.advance(
            Duration.between(often.now(), reads).multipliedBy(looks.nextInt(100)).dividedBy(100));
        often.look(looks.nextInt(3), HORIZON);
      }
      often.clock.advance(Duration.between(often.now(), reads));
      rarely.clock.advance(pause);
      var report = report(events, rarely.now());
      tell(often, report);
      tell(rarely, report);
    }
    for (long cell = 0; cell < 3; cell++) {
      assertThat(often.look(cell, HORIZON)).isEqualTo(rarely.look(cell, HORIZON));
    }
  }

  private static DriverReport report(Random random, Instant now) {
    return new DriverReport(
        "d" + random.nextInt(20),
        BookUnderTest.PRODUCT,
        random.nextInt(3),
        random.nextBoolean() ? DriverState.OPEN : DriverState.OFFLINE,
        now,
        Duration.ofSeconds(random.nextInt(10, 600)),
        Optional.empty());
  }

  private static void tell(BookUnderTest book, DriverReport report) throws ReportRefused {
    book.book.advance(book.now(), (_, _) -> 1);
    book.report(report);
  }

  private void open(int drivers) throws ReportRefused {
    for (int driver = 0; driver < drivers; driver++) {
      supply.report("d" + driver, TIMES_SQUARE, DriverState.OPEN, HOURS);
    }
  }

  private void passMinute(int minutes) {
    for (int minute = 0; minute < minutes; minute++) {
      supply.clock.advance(Duration.ofMinutes(1));
      supply.book.advance(supply.now(), (_, _) -> 1);
    }
  }

  private double at(double heard) {
    supply.book.advance(supply.now(), (_, _) -> heard);
    return supply
        .book
        .look(BookUnderTest.PRODUCT, new long[] {TIMES_SQUARE}, HORIZON, supply.now())
        .orElseThrow()
        .getFirst()
        .logSupply();
  }
}
