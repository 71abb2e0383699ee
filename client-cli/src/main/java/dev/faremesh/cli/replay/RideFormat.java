package dev.faremesh.cli.replay;

import java.util.List;
import java.util.Optional;

/** How a kind of file writes rides. */
sealed interface RideFormat permits TaxiRideEvents, UberPickups, GreenTrips {
  /** Whether the first row names the columns. */
  boolean hasHeader();

  /** Whether the rows are in the order of their time. */
  boolean isOrdered();

  /**
   * What a row says.
   *
   * @param number of the row, from 1
   * @throws BadRow when it cannot be replayed
   */
  List<RideEvent> read(Fields row, long number) throws BadRow;

  /**
   * Recognises a file.
   *
   * @param lines the first few that are not blank; the first row may be a broken one
   */
  static Optional<RideFormat> of(List<String> lines) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    var header = lines.getFirst();
    if (UberPickups.isHeader(header)) {
      return Optional.of(new UberPickups());
    }
    if (GreenTrips.isHeader(header)) {
      return Optional.of(GreenTrips.withHeader(header));
    }
    return lines.stream().anyMatch(TaxiRideEvents::isRow)
        ? Optional.of(new TaxiRideEvents())
        : Optional.empty();
  }
}
