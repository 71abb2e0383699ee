package dev.faremesh.supply;

import static dev.faremesh.supply.BookUnderTest.LEASE;
import static dev.faremesh.supply.BookUnderTest.PRODUCT;
import static dev.faremesh.supply.BookUnderTest.TIMES_SQUARE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SupplyBookCoverageTest {
  private final BookUnderTest supply = new BookUnderTest();

  @Test
  void nothingIsNotCovered() {
    assertThat(supply.coverage()).isZero();
  }

  @Test
  void lapsedLeasesLowerItForAMinute() throws ReportRefused {
    supply.report("silent", TIMES_SQUARE, DriverState.OPEN, LEASE);
    for (String driver : new String[] {"a", "b", "c"}) {
      supply.report(driver, TIMES_SQUARE, DriverState.EN_ROUTE, Duration.ofMinutes(10));
    }
    assertThat(supply.coverage()).isEqualTo(1.0);

    supply.clock.advance(LEASE);
    assertThat(supply.coverage()).isEqualTo(0.75);
    supply.clock.advance(Duration.ofSeconds(59));
    assertThat(supply.coverage()).isEqualTo(0.75);
    supply.clock.advance(Duration.ofSeconds(1));
    assertThat(supply.coverage()).isEqualTo(1.0);
  }

  @Test
  void driverWhoComesBackIsCoveredAgain() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN, LEASE);
    supply.clock.advance(LEASE.plusSeconds(5));
    assertThat(supply.coverage()).isZero();

    supply.report("d", TIMES_SQUARE, DriverState.OPEN, LEASE);
    assertThat(supply.coverage()).isEqualTo(1.0);
  }

  @Test
  void offlineDriversAreNeitherUnexpiredNorLapsed() throws ReportRefused {
    supply.report("gone", TIMES_SQUARE, DriverState.OPEN, LEASE);
    supply.report("stays", TIMES_SQUARE, DriverState.OPEN, Duration.ofMinutes(5));
    supply.report("gone", TIMES_SQUARE, DriverState.OFFLINE, LEASE);
    assertThat(supply.coverage()).isEqualTo(1.0);

    supply.clock.advance(LEASE);
    assertThat(supply.coverage()).isEqualTo(1.0);
  }

  @Test
  void productsAreCoveredEachForItself() throws ReportRefused {
    supply.report("d", TIMES_SQUARE, DriverState.OPEN, LEASE);

    assertThat(supply.book.leaseCoverage("luxury", supply.now())).isZero();
  }

  @Test
  void longestLeaseIsThatOfOpenDrivers() throws ReportRefused {
    assertThat(supply.book.longestOpenLease(PRODUCT)).isEmpty();

    supply.report("a", TIMES_SQUARE, DriverState.ON_TRIP, Duration.ofMinutes(50));
    assertThat(supply.book.longestOpenLease(PRODUCT)).isEmpty();
    supply.report("b", TIMES_SQUARE, DriverState.OPEN, Duration.ofSeconds(20));
    supply.report("c", TIMES_SQUARE, DriverState.OPEN, Duration.ofSeconds(10));
    assertThat(supply.book.longestOpenLease(PRODUCT)).contains(Duration.ofSeconds(20));
  }
}
