package dev.faremesh.supply;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A book with a clock that is moved, and shorthand for what tests tell and ask it. */
final class BookUnderTest {
  static final String PRODUCT = "standard";
  static final long TIMES_SQUARE = 0x882a100d67fffffL;
  static final long AIRPORT = 0x882a103b1dfffffL;
  static final Duration LEASE = Duration.ofSeconds(10);
  static final Duration HORIZON = Duration.ofMinutes(5);

  /** No cell has neighbours. */
  private static final Grid ISLANDS =
      (cell, _) -> List.of(new long[] {cell}, new long[0], new long[0]);

  final SupplyBook book = new SupplyBook(SupplyIndexTest.BALANCE, ISLANDS);
  final MovedClock clock = new MovedClock();

  BookUnderTest() {
    book.advance(now(), (_, _) -> 0);
  }

  Instant now() {
    return clock.instant();
  }

  /** Reports a driver as of now. */
  void report(String driver, long cell, DriverState state) throws ReportRefused {
    report(driver, cell, state, LEASE);
  }

  void report(String driver, long cell, DriverState state, Duration lease) throws ReportRefused {
    report(new DriverReport(driver, PRODUCT, cell, state, now(), lease, Optional.empty()));
  }

  /** Reports a driver who is to drop a rider at the airport, as of now. */
  void reportTrip(String driver, Duration lease, Instant dropOff) throws ReportRefused {
    report(
        new DriverReport(
            driver,
            PRODUCT,
            TIMES_SQUARE,
            DriverState.ON_TRIP,
            now(),
            lease,
            Optional.of(new DropOff(AIRPORT, dropOff))));
  }

  void report(DriverReport report) throws ReportRefused {
    book.report(report, now(), now().plusSeconds(60));
  }

  CellSupply at(long cell) {
    return at(cell, HORIZON);
  }

  CellSupply at(long cell, Duration horizon) {
    return counts(horizon, cell).getFirst();
  }

  List<CellSupply> counts(Duration horizon, long... cells) {
    var outlooks = book.look(PRODUCT, cells, horizon, now()).orElseThrow();
    return outlooks.stream().map(CellOutlook::counts).toList();
  }

  /** Looks at one cell, at all of whose minutes feeds were heard. */
  CellOutlook look(long cell, Duration horizon) {
    book.advance(now(), (_, _) -> 1);
    return book.look(PRODUCT, new long[] {cell}, horizon, now()).orElseThrow().getFirst();
  }

  double coverage() {
    return book.leaseCoverage(PRODUCT, now());
  }
}
