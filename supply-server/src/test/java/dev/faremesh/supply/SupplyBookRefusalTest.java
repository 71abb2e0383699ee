package dev.faremesh.supply;

import static dev.faremesh.supply.BookUnderTest.AIRPORT;
import static dev.faremesh.supply.BookUnderTest.HORIZON;
import static dev.faremesh.supply.BookUnderTest.LEASE;
import static dev.faremesh.supply.BookUnderTest.PRODUCT;
import static dev.faremesh.supply.BookUnderTest.TIMES_SQUARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.faremesh.supply.ReportRefused.Reason;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SupplyBookRefusalTest {
  private final BookUnderTest supply = new BookUnderTest();

  @Test
  void reportOlderThanTheNewestIsOutdated() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN);

    assertRefused(open("d", AIRPORT, supply.now().minusMillis(1)), Reason.REPORT_OUTDATED);
    assertThat(supply.at(TIMES_SQUARE).open()).isEqualTo(1);
    assertThat(supply.at(AIRPORT).open()).isZero();
  }

  @Test
  void reportAsOldAsTheNewestIsTaken() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN);
    supply.report(open("d", AIRPORT, supply.now()));

    assertThat(supply.at(AIRPORT).open()).isEqualTo(1);
  }

  @Test
  void reportOlderThanGoingOfflineIsOutdated() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OFFLINE);

    assertRefused(open("d", TIMES_SQUARE, supply.now().minusSeconds(1)), Reason.REPORT_OUTDATED);
  }

  @Test
  void reportFromTheFutureIsRefused() throws ReportRefused {
    var limit = supply.now().plusSeconds(60);

    assertRefused(open("d", TIMES_SQUARE, limit.plusMillis(1)), Reason.OBSERVED_IN_FUTURE);
    supply.report(open("d", TIMES_SQUARE, limit));
    assertThat(supply.at(TIMES_SQUARE).open()).isEqualTo(1);
  }

  @Test
  void leaseThatIsOverOnArrivalIsRefused() throws ReportRefused {
    var over = supply.now().minus(LEASE);

    assertRefused(open("d", TIMES_SQUARE, over), Reason.LEASE_EXPIRED);
    assertThat(supply.book.look(PRODUCT, new long[] {AIRPORT}, HORIZON, supply.now())).isEmpty();
    supply.report(open("d", TIMES_SQUARE, over.plusMillis(1)));
    assertThat(supply.at(TIMES_SQUARE).open()).isEqualTo(1);
  }

  @Test
  void goingOfflineIsHeardHoweverLate() throws ReportRefused {
    var longAgo = supply.now().minusSeconds(100);
    supply.report(
        new DriverReport(
            "d",
            PRODUCT,
            TIMES_SQUARE,
            DriverState.OPEN,
            longAgo,
            LEASE.multipliedBy(30),
            Optional.empty()));
    supply.report(
        new DriverReport(
            "d",
            PRODUCT,
            TIMES_SQUARE,
            DriverState.OFFLINE,
            longAgo.plusSeconds(5),
            LEASE,
            Optional.empty()));

    assertThat(supply.at(TIMES_SQUARE).open()).isZero();
  }

  @Test
  void productsAreBounded() throws ReportRefused {
    for (int i = 0; i < SupplyBook.MOST_PRODUCTS; i++) {
      supply.report(open("d", "p" + i));
    }

    assertRefused(open("d", "one-more"), Reason.PRODUCTS_FULL);
    supply.report(open("d", "p42"));
  }

  private void assertRefused(DriverReport report, Reason reason) {
    assertThatExceptionOfType(ReportRefused.class)
        .isThrownBy(() -> supply.report(report))
        .withMessageContaining("expected: ")
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private DriverReport open(String driver, String product) {
    return new DriverReport(
        driver, product, AIRPORT, DriverState.OPEN, supply.now(), LEASE, Optional.empty());
  }

  private static DriverReport open(String driver, long cell, Instant observed) {
    return new DriverReport(
        driver, PRODUCT, cell, DriverState.OPEN, observed, LEASE, Optional.empty());
  }
}
