package dev.faremesh.supply;

import static dev.faremesh.supply.BookUnderTest.AIRPORT;
import static dev.faremesh.supply.BookUnderTest.TIMES_SQUARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SupplyBookDropOffTest {
  private static final Duration LEASE = Duration.ofMinutes(20);

  private final BookUnderTest supply = new BookUnderTest();

  @Test
  void dropOffCountsWhereItIsExpectedWithinTheHorizon() throws ReportRefused {
    supply.reportTrip("d", LEASE, supply.now().plusSeconds(100));
    supply.reportTrip("e", LEASE, supply.now().plusSeconds(200));

    assertThat(supply.at(AIRPORT, Duration.ofSeconds(99)).dropOffs()).isZero();
    assertThat(supply.at(AIRPORT, Duration.ofSeconds(100)).dropOffs()).isEqualTo(1);
    assertThat(supply.at(AIRPORT, Duration.ofSeconds(200)).dropOffs()).isEqualTo(2);
    assertThat(supply.at(TIMES_SQUARE)).isEqualTo(new CellSupply(TIMES_SQUARE, 0, 0, 2, 0));
  }

  @Test
  void dropOffThatShouldHaveHappenedNoLongerCounts() throws ReportRefused {
    supply.reportTrip("d", LEASE, supply.now().plusSeconds(100));

    supply.clock.advance(Duration.ofSeconds(99));
    assertThat(supply.at(AIRPORT).dropOffs()).isEqualTo(1);
    supply.clock.advance(Duration.ofSeconds(1));
    assertThat(supply.at(AIRPORT).dropOffs()).isZero();
    assertThat(supply.at(TIMES_SQUARE).onTrip()).isEqualTo(1);
  }

  @Test
  void dropOffEndsWithTheLease() throws ReportRefused {
    supply.reportTrip("d", Duration.ofSeconds(10), supply.now().plusSeconds(100));

    supply.clock.advance(Duration.ofSeconds(9));
    assertThat(supply.at(AIRPORT).dropOffs()).isEqualTo(1);
    supply.clock.advance(Duration.ofSeconds(1));
    assertThat(supply.at(AIRPORT).dropOffs()).isZero();
  }

  @Test
  void nextReportTakesTheDropOffBack() throws ReportRefused {
    supply.reportTrip("d", LEASE, supply.now().plusSeconds(100));
    supply.reportTrip("e", LEASE, supply.now().plusSeconds(100));
    supply.report("d", AIRPORT, DriverState.OPEN);

    assertThat(supply.at(AIRPORT)).isEqualTo(new CellSupply(AIRPORT, 1, 0, 0, 1));
  }

  @Test
  void changedDropOffCountsAtItsNewTime() throws ReportRefused {
    supply.reportTrip("d", LEASE, supply.now().plusSeconds(100));
    supply.reportTrip("d", LEASE, supply.now().plusSeconds(250));

    assertThat(supply.at(AIRPORT, Duration.ofSeconds(249)).dropOffs()).isZero();
    assertThat(supply.at(AIRPORT, Duration.ofSeconds(250)).dropOffs()).isEqualTo(1);
  }

  @Test
  void dropOffInThePastIsTakenAndDoesNotCount() throws ReportRefused {
    supply.reportTrip("d", LEASE, supply.now().minusSeconds(5));

    assertThat(supply.at(AIRPORT).dropOffs()).isZero();
    assertThat(supply.at(TIMES_SQUARE).onTrip()).isEqualTo(1);
  }

  @Test
  void expectedAvailableIsOpenAndNineTenthsOfDropOffs() throws ReportRefused {
    supply.report("o", AIRPORT, DriverState.OPEN);
    supply.report("e", AIRPORT, DriverState.EN_ROUTE);
    supply.reportTrip("d", LEASE, supply.now().plusSeconds(100));
    supply.reportTrip("f", LEASE, supply.now().plusSeconds(110));

    assertThat(supply.look(AIRPORT, BookUnderTest.HORIZON).expectedAvailable())
        .isEqualTo(2.8, within(1e-9));
  }
}
