package dev.faremesh.supply;

import static dev.faremesh.supply.BookUnderTest.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the book against a scan of all drivers, which is slow and plainly right. */
final class SupplyBookModelTest {
  private static final long[] CELLS = {11, 12, 13};
  private static final List<DriverState> STATES = List.of(DriverState.values());

  private final BookUnderTest supply = new BookUnderTest();
  private final Map<String, DriverReport> newest = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {3, 5, 8, 13})
  void agreesWithAScanOfAllDrivers(long seed) throws ReportRefused {
    var random = new Random(seed);
    tell(
        new DriverReport(
            "d0", PRODUCT, 11, DriverState.OPEN, now(), BookUnderTest.LEASE, Optional.empty()));
    for (int step = 0; step < 20_000; step++) {
      supply.clock.advance(Duration.ofMillis(random.nextInt(random.nextInt(1, 3_000))));
      tell(randomReport(random));
      if (step % 5 == 0) {
        var horizon = Duration.ofMillis(random.nextInt(1_000, 200_000));
        assertThat(supply.counts(horizon, CELLS)).isEqualTo(scan(horizon));
        assertThat(supply.coverage()).isEqualTo(scanCoverage());
      }
    }

    supply.clock.advance(Duration.ofHours(1));
    for (int i = 0; i < 50; i++) {
      supply.report("last", 11, DriverState.OPEN);
    }
    assertThat(supply.book.driversKept()).isEqualTo(1);
    assertThat(supply.book.cellsKept()).isEqualTo(1);
  }

  private void tell(DriverReport report) {
    try {
      supply.report(report);
      newest.put(report.driverId(), report);
    } catch (ReportRefused e) {
      // The book is as it was, and so is the model.
    }
  }

  private DriverReport randomReport(Random random) {
    var state = STATES.get(random.nextInt(STATES.size()));
    var dropOff =
        new DropOff(CELLS[random.nextInt(CELLS.length)], around(random.nextInt(-10, 240), random));
    return new DriverReport(
        "d" + random.nextInt(40),
        PRODUCT,
        CELLS[random.nextInt(CELLS.length)],
        state,
        around(random.nextInt(-20, 5), random),
        Duration.ofMillis(random.nextInt(1_000, random.nextBoolean() ? 12_000 : 120_000)),
        state == DriverState.ON_TRIP && random.nextBoolean()
            ? Optional.of(dropOff)
            : Optional.empty());
  }

  private Instant around(int seconds, Random random) {
    return supply.now().plusSeconds(seconds).plusMillis(random.nextInt(1_000));
  }

  private List<CellSupply> scan(Duration horizon) {
    return Arrays.stream(CELLS)
        .mapToObj(cell ->
            new CellSupply(
                cell,
                leased(cell, DriverState.OPEN),
                leased(cell, DriverState.EN_ROUTE),
                leased(cell, DriverState.ON_TRIP),
                dropOffs(cell, horizon)))
        .toList();
  }

  private int leased(long cell, DriverState state) {
    return (int)
        newest.values().stream()
            .filter(r -> r.cell() == cell && r.state() == state && isAfter(r.leaseEnd(), now()))
            .count();
  }

  private int dropOffs(long cell, Duration horizon) {
    return (int)
        newest.values().stream()
            .filter(r -> isAfter(r.leaseEnd(), now()))
            .flatMap(r -> r.dropOff().stream())
            .filter(d -> d.cell() == cell && isAfter(d.expected(), now()))
            .filter(d -> roundedUp(d.expected()) <= roundedUp(now().plus(horizon)))
            .count();
  }

  private double scanCoverage() {
    var leases =
        newest.values().stream()
            .filter(r -> r.state() != DriverState.OFFLINE)
            .map(DriverReport::leaseEnd)
            .toList();
    var unexpired = leases.stream().filter(end -> isAfter(end, now())).count();
    var recent = leases.stream().filter(end -> isAfter(end, now().minusSeconds(60))).count();
    return recent == 0 ? 0 : (double) unexpired / recent;
  }

  private Instant now() {
    return supply.now();
  }

  /** By the second: what ends within a second lasts until its end. */
  private static boolean isAfter(Instant end, Instant time) {
    return roundedUp(end) > time.getEpochSecond();
  }

  private static long roundedUp(Instant time) {
    return Math.ceilDiv(time.toEpochMilli(), 1_000L);
  }
}
