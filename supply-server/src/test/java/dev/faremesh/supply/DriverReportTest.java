package dev.faremesh.supply;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DriverReportTest {
  private static final Instant NOON = Instant.parse("2026-03-07T12:00:00Z");

  @Test
  void leaseIsPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report("d", "standard", DriverState.OPEN, Duration.ZERO))
        .withMessage("validFor: PT0S (expected: > 0)");
  }

  @Test
  void driverAndProductHaveNames() {
    var lease = Duration.ofSeconds(10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report("", "standard", DriverState.OPEN, lease))
        .withMessage("driverId:  (expected: not empty)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report("d", "", DriverState.OPEN, lease))
        .withMessage("product:  (expected: not empty)");
  }

  @Test
  void onlyATripEndsInADropOff() {
    var dropOff = Optional.of(new DropOff(7, NOON));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new DriverReport(
                "d", "standard", 5, DriverState.OPEN, NOON, Duration.ofSeconds(10), dropOff))
        .withMessage("state: OPEN (expected: ON_TRIP with dropOff)");
  }

  private static DriverReport report(
      String driver, String product, DriverState state, Duration lease) {
    return new DriverReport(driver, product, 5, state, NOON, lease, Optional.empty());
  }
}
