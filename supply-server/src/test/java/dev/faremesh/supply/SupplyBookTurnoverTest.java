package dev.faremesh.supply;

import static dev.faremesh.supply.BookUnderTest.AIRPORT;
import static dev.faremesh.supply.BookUnderTest.HORIZON;
import static dev.faremesh.supply.BookUnderTest.LEASE;
import static dev.faremesh.supply.BookUnderTest.TIMES_SQUARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SupplyBookTurnoverTest {
  private static final Duration HOURS = Duration.ofHours(2);
  private static final List<DriverState> ONLINE =
      List.of(DriverState.OPEN, DriverState.EN_ROUTE, DriverState.ON_TRIP);

  private final BookUnderTest supply = new BookUnderTest();

  @Test
  void driversWhoLogOnAreExpectedToGoOnDoingSo() throws ReportRefused {
    stay("a", AIRPORT);
    startUp();
    for (int minute = 0; minute < 60; minute++) {
      stay("new-" + minute, TIMES_SQUARE);
      passMinute(1);
    }

    // One a minute, and two that lean on a city where it is every other cell.
    double rate = (20 + 2) / (20 + 2 / 0.5);
    assertThat(expected(TIMES_SQUARE)).isEqualTo(60 + 5 * rate, within(0.5));
    assertThat(supply.look(TIMES_SQUARE, Duration.ofMinutes(10)).expectedAvailable())
        .isEqualTo(60 + 10 * rate, within(1.0));
    assertThat(expected(AIRPORT)).isBetween(1.0, 1.6);
  }

  @Test
  void driversWhoLogOffAreMissedInProportionToThoseWhoStay() throws ReportRefused {
    for (int driver = 0; driver < 100; driver++) {
      stay("d" + driver, TIMES_SQUARE);
    }
    startUp();
    for (int minute = 0; minute < 30; minute++) {
      supply.report("d" + minute, TIMES_SQUARE, DriverState.OFFLINE);
      passMinute(1);
    }

    // About one of eighty a minute, over five minutes.
    assertThat(expected(TIMES_SQUARE)).isBetween(70 * Math.exp(-5 / 75.0), 70.0 - 3);
  }

  @Test
  void silentDriversHaveLoggedOff() throws ReportRefused {
    stay("stays", TIMES_SQUARE);
    startUp();
    for (int minute = 0; minute < 30; minute++) {
      supply.report("d" + minute, TIMES_SQUARE, DriverState.OPEN, LEASE);
      passMinute(1);
    }

    assertThat(supply.at(TIMES_SQUARE).open()).isEqualTo(1);
    var stays = expected(TIMES_SQUARE) - 5; // one a minute comes
    assertThat(stays).isBetween(-0.5, 0.5);
  }

  @Test
  void fewEventsMakeLittleNoise() throws ReportRefused {
    for (long cell = 1; cell <= 50; cell++) {
      stay("d" + cell, cell);
    }
    startUp();
    passMinute(20);
    stay("one more", 1);
    passMinute(1);

    assertThat(expected(1)).isBetween(2.001, 2.02);
  }

  @Test
  void driversOfAServerThatStartsHaveNotLoggedOnJustNow() throws ReportRefused {
    for (int driver = 0; driver < 100; driver++) {
      stay("d" + driver, TIMES_SQUARE);
    }
    supply.clock.advance(Duration.ofMinutes(1));
    supply.book.advance(supply.now(), (window, _) -> 60.0 / window.toSeconds());
    passMinute(3);

    assertThat(expected(TIMES_SQUARE)).isEqualTo(100);
  }

  @Test
  void driversOfAFeedThatIsLostHaveNotLoggedOff() throws ReportRefused {
    for (int driver = 0; driver < 100; driver++) {
      supply.report("d" + driver, TIMES_SQUARE, DriverState.OPEN, Duration.ofMinutes(3));
    }
    startUp();
    passMinute(1);
    for (int minute = 0; minute < 5; minute++) {
      supply.clock.advance(Duration.ofMinutes(1));
      supply.book.advance(supply.now(), (_, _) -> 0);
    }
    for (int driver = 0; driver < 100; driver++) {
      stay("d" + driver, TIMES_SQUARE);
    }
    supply.clock.advance(Duration.ofMinutes(1));
    supply.book.advance(supply.now(), (_, _) -> 0.5);

    assertThat(expected(TIMES_SQUARE)).isEqualTo(100);
  }

  @Test
  void driverWhoDrivesOnHasNeitherLoggedOnNorOff() throws ReportRefused {
    var random = new Random(7);
    for (int minute = 0; minute < 30; minute++) {
      for (int driver = 0; driver < 10; driver++) {
        var state = ONLINE.get(random.nextInt(3));
        supply.report("d" + driver, random.nextInt(3), state, HOURS);
      }
      if (minute == 0) {
        startUp();
      } else {
        passMinute(1);
      }
    }

    var outlook = supply.look(1, HORIZON);
    assertThat(outlook.expectedAvailable()).isEqualTo(outlook.counts().open());
  }

  @Test
  void cellsWithoutDriversAreForgottenInTime() throws ReportRefused {
    stay("stays", AIRPORT);
    supply.report("d", TIMES_SQUARE, DriverState.OPEN, LEASE);
    passMinute(110);

    assertThat(expected(TIMES_SQUARE)).isZero();
  }

  private void stay(String driver, long cell) throws ReportRefused {
    supply.report(driver, cell, DriverState.OPEN, HOURS);
  }

  /** A minute passes in which the drivers that there are become known. */
  private void startUp() {
    supply.clock.advance(Duration.ofMinutes(1));
    supply.book.advance(supply.now(), (_, _) -> 0.5);
  }

  private void passMinute(int minutes) {
    for (int minute = 0; minute < minutes; minute++) {
      supply.clock.advance(Duration.ofMinutes(1));
      supply.book.advance(supply.now(), (_, _) -> 1);
    }
  }

  private double expected(long cell) {
    return supply.look(cell, HORIZON).expectedAvailable();
  }
}
