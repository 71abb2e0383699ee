package dev.faremesh.cli.replay;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Taxi rides, each as a START and an END event: {@code ride, START or END, event time, start time,
 * start longitude, start latitude, end longitude, end latitude, passengers, taxi, driver}. Both
 * events carry both places, so that a ride is replayed whole or not at all.
 */
record TaxiRideEvents() implements RideFormat {
  private static final Pattern ROW = Pattern.compile("\\d+,(START|END),([^,]*,){8}[^,]*");

  static boolean isRow(String line) {
    return ROW.matcher(line).matches();
  }

  @Override
  public boolean hasHeader() {
    return false;
  }

  @Override
  public boolean isOrdered() {
    return true;
  }

  @Override
  public List<RideEvent> read(Fields row, long number) throws BadRow {
    var driver = row.id(10);
    var ride = row.id(0);
    var at = row.time(2);
    var pickup = row.position(5, 4);
    var dropoff = row.position(7, 6);
    return switch (row.text(1)) {
      case "START" -> List.of(new RideEvent.Start(ride, at, pickup, Optional.of(dropoff), driver));
      case "END" -> List.of(new RideEvent.End(ride, at, dropoff, driver));
      default -> throw new BadRow(Fault.WRONG_COLUMNS);
    };
  }
}
