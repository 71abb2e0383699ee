package dev.faremesh.cli.replay;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The TLC's green taxi trips: a row is a start and an end. Columns are found by their names. */
record GreenTrips(
    int pickupTime,
    int dropoffTime,
    int pickupLatitude,
    int pickupLongitude,
    int dropoffLatitude,
    int dropoffLongitude)
    implements RideFormat {

  static boolean isHeader(String line) {
    return columns(line)
        .containsAll(
            List.of(
                "lpep_pickup_datetime",
                "lpep_dropoff_datetime",
                "pickup_latitude",
                "pickup_longitude",
                "dropoff_latitude",
                "dropoff_longitude"));
  }

  static GreenTrips withHeader(String line) {
    var columns = columns(line);
    return new GreenTrips(
        columns.indexOf("lpep_pickup_datetime"),
        columns.indexOf("lpep_dropoff_datetime"),
        columns.indexOf("pickup_latitude"),
        columns.indexOf("pickup_longitude"),
        columns.indexOf("dropoff_latitude"),
        columns.indexOf("dropoff_longitude"));
  }

  private static List<String> columns(String line) {
    return Arrays.stream(line.toLowerCase(Locale.ROOT).split(",", -1)).map(String::trim).toList();
  }

  @Override
  public boolean hasHeader() {
    return true;
  }

  @Override
  public boolean isOrdered() {
    return false;
  }

  @Override
  public List<RideEvent> read(Fields row, long number) throws BadRow {
    var ride = "green-" + number;
    var driver = "driver-" + ride;
    var start = row.time(pickupTime);
    var end = row.time(dropoffTime);
    var pickup = row.position(pickupLatitude, pickupLongitude);
    var dropoff = row.position(dropoffLatitude, dropoffLongitude);
    if (end.isBefore(start)) {
      throw new BadRow(Fault.BAD_TIME);
    }
    return List.of(
        new RideEvent.Start(ride, start, pickup, Optional.of(dropoff), driver),
        new RideEvent.End(ride, end, dropoff, driver));
  }
}
