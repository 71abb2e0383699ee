package dev.faremesh.supply;

import static dev.faremesh.supply.BookUnderTest.HORIZON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A million drivers in 5,000 cells, with leases of 5 to 24 seconds. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class SupplyBookMillionTest {
  private static final int DRIVERS = 1_000_000;
  private static final int CELLS = 5_000;
  private static final long BYTES_PER_DRIVER = 250;

  private final BookUnderTest supply = new BookUnderTest();

  @Test
  void millionDriversFitAndReadsNeverWalkThem() throws ReportRefused {
    long before = usedBytes();
    for (int i = 0; i < DRIVERS; i++) {
      var lease = Duration.ofSeconds(5 + i / CELLS % 20);
      supply.report("driver-%07d".formatted(i), i % CELLS, DriverState.OPEN, lease);
    }
    long after = usedBytes();

    assertThat((after - before) / DRIVERS).isLessThanOrEqualTo(BYTES_PER_DRIVER);
    assertThat(supply.at(4_321).open()).isEqualTo(200);
    supply.clock.advance(Duration.ofSeconds(14));
    assertThat(supply.at(4_321).open()).isEqualTo(100); // leases of 15 seconds and more
    assertThat(supply.coverage()).isEqualTo(0.5);

    // Long after, a read still finds all drivers as they were, and a report forgets two of them.
    supply.clock.advance(Duration.ofHours(1));
    assertThat(supply.counts(HORIZON, 4_321, 17)).extracting(CellSupply::open).containsOnly(0);
    assertThat(supply.book.driversKept()).isEqualTo(DRIVERS);
    supply.report("new", 17, DriverState.OPEN);
    assertThat(supply.book.driversKept()).isEqualTo(DRIVERS + 1 - 2);
    assertThat(supply.at(17).open()).isEqualTo(1);
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
