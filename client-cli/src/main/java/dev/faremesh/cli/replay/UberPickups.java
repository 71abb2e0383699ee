package dev.faremesh.cli.replay;

import java.util.List;
import java.util.Optional;

/** Uber pickups: {@code pickup_local,lat,lon,base}. No drop-off, no driver, no end. */
record UberPickups() implements RideFormat {
  static boolean isHeader(String line) {
    return line.startsWith("pickup_local,lat,lon");
  }

  @Override
  public boolean hasHeader() {
    return true;
  }

  @Override
  public boolean isOrdered() {
    return true;
  }

  @Override
  public List<RideEvent> read(Fields row, long number) throws BadRow {
    var ride = "uber-" + number;
    return List.of(
        new RideEvent.Start(
            ride, row.time(0), row.position(1, 2), Optional.empty(), "driver-" + ride));
  }
}
