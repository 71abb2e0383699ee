package dev.faremesh.supply.rpc;

import dev.faremesh.supply.DriverReport;
import dev.faremesh.supply.DriverState;
import dev.faremesh.supply.DropOff;
import java.util.Optional;

/** Reads drivers' reports from the words of the contract, whose rules they keep already. */
final class ReportReader {
  private final Cells cells;

  ReportReader(Cells cells) {
    this.cells = cells;
  }

  DriverReport read(dev.faremesh.supply.v1.DriverReport report) {
    return new DriverReport(
        report.getDriverId(),
        report.getProduct(),
        cells.at(report.getPosition()),
        stateOf(report.getState()),
        EventTimes.instant(report.getObservedTime()),
        EventTimes.duration(report.getValidFor()),
        report.hasDropOff() ? Optional.of(read(report.getDropOff())) : Optional.empty());
  }

  private DropOff read(dev.faremesh.supply.v1.DropOff dropOff) {
    return new DropOff(
        cells.at(dropOff.getPosition()), EventTimes.instant(dropOff.getExpectedTime()));
  }

  private static DriverState stateOf(dev.faremesh.supply.v1.DriverState state) {
    return switch (state) {
      case DRIVER_STATE_OPEN -> DriverState.OPEN;
      case DRIVER_STATE_EN_ROUTE -> DriverState.EN_ROUTE;
      case DRIVER_STATE_ON_TRIP -> DriverState.ON_TRIP;
      case DRIVER_STATE_OFFLINE -> DriverState.OFFLINE;
      case DRIVER_STATE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("state: %s (expected: a known one)".formatted(state));
    };
  }
}
