package dev.faremesh.supply;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest report of one driver, as much of it as it takes to undo what it counts.
 *
 * @param market whose driver this is
 * @param lease the second at which it ends
 */
record Driver(
    Market market,
    long cell,
    DriverState state,
    long lease,
    Instant observed,
    @Nullable ExpectedDropOff dropOff) {
  static Driver of(DriverReport report, Market market) {
    long lease = Tick.ending(report.leaseEnd());
    return new Driver(
        market,
        report.cell(),
        report.state(),
        lease,
        report.observed(),
        report.dropOff().map(dropOff -> ExpectedDropOff.of(dropOff, lease)).orElse(null));
  }

  boolean counts() {
    return state != DriverState.OFFLINE;
  }

  /** Whether the driver is known to be online. */
  boolean isOnline(long now) {
    return counts() && lease > now;
  }

  boolean isOpen(long now) {
    return state == DriverState.OPEN && lease > now;
  }
}
