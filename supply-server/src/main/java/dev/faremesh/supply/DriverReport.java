package dev.faremesh.supply;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one driver reports.
 *
 * @param product that the driver serves, such as "standard"
 * @param cell where, as an H3 index of resolution 8
 * @param observed when this was so, in event time
 * @param validFor how long it may be believed without another report: the lease, above 0
 * @param dropOff only on a trip
 */
public record DriverReport(
    String driverId,
    String product,
    long cell,
    DriverState state,
    Instant observed,
    Duration validFor,
    Optional<DropOff> dropOff) {
  public DriverReport {
    require(!driverId.isEmpty(), "driverId", driverId, "not empty");
    require(!product.isEmpty(), "product", product, "not empty");
    require(validFor.isPositive(), "validFor", validFor, "> 0");
    require(
        dropOff.isEmpty() || state == DriverState.ON_TRIP, "state", state, "ON_TRIP with dropOff");
  }

  /** When the lease ends. */
  Instant leaseEnd() {
    return observed.plus(validFor);
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
