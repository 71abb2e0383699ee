package dev.faremesh.cli.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/** The columns of a row, read as what they mean. */
record Fields(List<String> values) {
  private static final Pattern ID = Pattern.compile("\\d{1,19}");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  String text(int column) throws BadRow {
    if (column >= values.size()) {
      throw new BadRow(Fault.WRONG_COLUMNS);
    }
    return values.get(column).trim();
  }

  /** A number that names something. */
  String id(int column) throws BadRow {
    var id = text(column);
    if (!ID.matcher(id).matches()) {
      throw new BadRow(Fault.BAD_NUMBER);
    }
    return id;
  }

  Place position(int latitude, int longitude) throws BadRow {
    var north = degrees(latitude);
    var east = degrees(longitude);
    if (north == 0 || east == 0) {
      throw new BadRow(Fault.ZERO_COORDINATES);
    }
    try {
      return new Place(north, east);
    } catch (IllegalArgumentException e) {
      throw new BadRow(Fault.BAD_COORDINATES);
    }
  }

  private double degrees(int column) throws BadRow {
    try {
      return Double.parseDouble(text(column));
    } catch (NumberFormatException e) {
      throw new BadRow(Fault.BAD_NUMBER);
    }
  }

  /** New York wall clock, {@code 2013-01-01 00:45:00} or {@code 2014-04-01T00:45}. */
  Instant time(int column) throws BadRow {
    try {
      return LocalDateTime.parse(text(column).replace(' ', 'T')).atZone(NEW_YORK).toInstant();
    } catch (DateTimeException e) {
      throw new BadRow(Fault.BAD_TIME);
    }
  }
}
