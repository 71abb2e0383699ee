package dev.faremesh.supply;

import static dev.faremesh.supply.BookUnderTest.AIRPORT;
import static dev.faremesh.supply.BookUnderTest.HORIZON;
import static dev.faremesh.supply.BookUnderTest.LEASE;
import static dev.faremesh.supply.BookUnderTest.PRODUCT;
import static dev.faremesh.supply.BookUnderTest.TIMES_SQUARE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SupplyBookTest {
  private final BookUnderTest supply = new BookUnderTest();

  @Test
  void countsDriversByCellAndState() throws ReportRefused {
    report(3, TIMES_SQUARE, DriverState.OPEN, "o");
    report(5, TIMES_SQUARE, DriverState.EN_ROUTE, "e");
    report(7, TIMES_SQUARE, DriverState.ON_TRIP, "t");
    report(2, AIRPORT, DriverState.OPEN, "a");

    assertThat(supply.counts(HORIZON, AIRPORT, TIMES_SQUARE))
        .containsExactly(
            new CellSupply(AIRPORT, 2, 0, 0, 0), new CellSupply(TIMES_SQUARE, 3, 5, 7, 0));
  }

  @Test
  void unheardProductHasNoCounts() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN);

    var cells = new long[] {TIMES_SQUARE};
    assertThat(supply.book.look("luxury", cells, HORIZON, supply.now())).isEmpty();
    assertThat(supply.book.look(PRODUCT, cells, HORIZON, supply.now())).isPresent();
  }

  @Test
  void heardProductCountsZeroWhereNobodyIs() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN);

    assertThat(supply.at(AIRPORT)).isEqualTo(new CellSupply(AIRPORT, 0, 0, 0, 0));
  }

  @Test
  void lapsedLeaseLeavesTheCount() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN, Duration.ofSeconds(10));
    supply.report("e", TIMES_SQUARE, DriverState.OPEN, Duration.ofSeconds(20));

    supply.clock.advance(Duration.ofMillis(9_999));
    assertThat(supply.at(TIMES_SQUARE).open()).isEqualTo(2);
    supply.clock.advance(Duration.ofMillis(1));
    assertThat(supply.at(TIMES_SQUARE).open()).isEqualTo(1);
    supply.clock.advance(Duration.ofSeconds(10));
    assertThat(supply.at(TIMES_SQUARE).open()).isZero();
  }

  @Test
  void leaseWithinASecondLastsUntilItsEnd() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN, Duration.ofMillis(1_200));

    supply.clock.advance(Duration.ofMillis(1_999));
    assertThat(supply.at(TIMES_SQUARE).open()).isEqualTo(1);
    supply.clock.advance(Duration.ofMillis(1));
    assertThat(supply.at(TIMES_SQUARE).open()).isZero();
  }

  @Test
  void renewedLeaseCountsOnce() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN);
    supply.clock.advance(Duration.ofSeconds(6));
    supply.report("d", TIMES_SQUARE, DriverState.OPEN);
    supply.clock.advance(Duration.ofSeconds(6));

    assertThat(supply.at(TIMES_SQUARE).open()).isEqualTo(1);
  }

  @Test
  void driverWhoComesBackAfterLapsingCountsOnce() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN);
    supply.clock.advance(Duration.ofSeconds(30));
    assertThat(supply.at(TIMES_SQUARE).open()).isZero();
    supply.report("d", TIMES_SQUARE, DriverState.OPEN);

    assertThat(supply.at(TIMES_SQUARE).open()).isEqualTo(1);
  }

  @Test
  void driverMovesFromCellToCell() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN);
    supply.report("d", AIRPORT, DriverState.OPEN);

    assertThat(supply.at(TIMES_SQUARE).open()).isZero();
    assertThat(supply.at(AIRPORT).open()).isEqualTo(1);
    assertThat(supply.book.cellsKept()).isEqualTo(1);
  }

  @Test
  void driverChangesState() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN);
    supply.report("d", TIMES_SQUARE, DriverState.EN_ROUTE);

    assertThat(supply.at(TIMES_SQUARE)).isEqualTo(new CellSupply(TIMES_SQUARE, 0, 1, 0, 0));
  }

  @Test
  void driverChangesProduct() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN);
    supply.report(
        new DriverReport(
            "d", "luxury", TIMES_SQUARE, DriverState.OPEN, supply.now(), LEASE, Optional.empty()));

    assertThat(supply.at(TIMES_SQUARE).open()).isZero();
    var luxury =
        supply.book.look("luxury", new long[] {TIMES_SQUARE}, HORIZON, supply.now()).orElseThrow();
    assertThat(luxury.getFirst().counts().open()).isEqualTo(1);
  }

  @Test
  void offlineEndsTheLeaseAtOnce() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN);
    supply.report("d", TIMES_SQUARE, DriverState.OFFLINE);

    assertThat(supply.at(TIMES_SQUARE)).isEqualTo(new CellSupply(TIMES_SQUARE, 0, 0, 0, 0));
    assertThat(supply.book.cellsKept()).isZero();
  }

  @Test
  void silentDriversAreForgottenAMinuteAfterTheirLease() throws ReportRefused {
    report(7, AIRPORT, DriverState.OPEN, "a");
    supply.clock.advance(LEASE.plusSeconds(59));
    report(4, TIMES_SQUARE, DriverState.OPEN, "b");
    assertThat(supply.book.driversKept()).isEqualTo(11);

    supply.clock.advance(Duration.ofSeconds(1));
    report(4, TIMES_SQUARE, DriverState.OPEN, "b");
    assertThat(supply.book.driversKept()).isEqualTo(4);
    assertThat(supply.book.cellsKept()).isEqualTo(1);
  }

  @Test
  void longLeaseDoesNotKeepOthersFromBeingForgotten() throws ReportRefused {
    supply.report("long", AIRPORT, DriverState.OPEN, Duration.ofHours(2));
    report(3, AIRPORT, DriverState.OPEN, "short");
    supply.clock.advance(Duration.ofMinutes(10));
    report(3, TIMES_SQUARE, DriverState.OPEN, "new");

    assertThat(supply.book.driversKept()).isEqualTo(4);
    assertThat(supply.at(AIRPORT).open()).isEqualTo(1);
  }

  @Test
  void clearForgetsAll() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN);
    supply.book.clear();

    var cells = new long[] {TIMES_SQUARE};
    assertThat(supply.book.look(PRODUCT, cells, HORIZON, supply.now())).isEmpty();
    assertThat(supply.book.longestOpenLease(PRODUCT)).isEmpty();
    assertThat(supply.book.driversKept()).isZero();
  }

  private void report(int drivers, long cell, DriverState state, String prefix)
      throws ReportRefused {
    for (int i = 0; i < drivers; i++) {
      supply.report(prefix + i, cell, state);
    }
  }
}
