package dev.faremesh.demand.store;

import dev.faremesh.demand.forecast.History;
import dev.faremesh.demand.forecast.WeekSlots;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines of a {@link ProfileFile}: makes them, and reads them one after the other. */
final class ProfileText {
  private static final String FORMAT = "faremesh-profile,1";
  private static final String COLUMNS = "cell,slot:sessions";
  private static final Pattern CELL = Pattern.compile("8[0-9a-f]{14}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final int HEAD = 5;
  private static final int MOST_DAYS = 10_000;

  private int line;
  private @Nullable History history;
  private long promised;
  private long lastCell;

  static List<String> head(History history) {
    return List.of(
        FORMAT,
        "zone," + history.zone(),
        "days," + ranges(history.days()),
        "sessions," + history.sessions(),
        COLUMNS);
  }

  private static String ranges(SortedSet<LocalDate> days) {
    var ranges = new StringJoiner(" ");
    for (LocalDate first : days) {
      if (!days.contains(first.minusDays(1))) {
        var last = first;
        while (days.contains(last.plusDays(1))) {
          last = last.plusDays(1);
        }
        ranges.add(first + ".." + last);
      }
    }
    return ranges.toString();
  }

  static String line(long cell, int[] counts) {
    var slots = new StringJoiner(" ");
    for (int slot = 0; slot < counts.length; slot++) {
      if (counts[slot] > 0) {
        slots.add(slot + ":" + counts[slot]);
      }
    }
    return Long.toHexString(cell) + "," + slots;
  }

  /** The number of the line that was taken last, from 1. */
  int line() {
    return line;
  }

  /**
   * Takes the next line.
   *
   * @throws IllegalArgumentException when it is not what it should be
   */
  void take(String text) {
    line++;
    switch (line) {
      case 1 -> require(text.equals(FORMAT), text, FORMAT);
      case 2 -> history = new History(zone(value(text, "zone")));
      case 3 -> days(value(text, "days"));
      case 4 -> promised = number(value(text, "sessions"), Integer.MAX_VALUE);
      case HEAD -> require(text.equals(COLUMNS), text, COLUMNS);
      default -> cell(text);
    }
  }

  private History begun() {
    if (history == null) {
      throw new IllegalArgumentException("the file ends (expected: " + FORMAT + " and more lines)");
    }
    return history;
  }

  private static String value(String text, String name) {
    require(text.startsWith(name + ","), text, name + ",...");
    return text.substring(name.length() + 1);
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "zone: '%s' (expected: such as America/New_York)".formatted(id), e);
    }
  }

  private void days(String ranges) {
    for (String range : ranges.split(" ", -1)) {
      var ends = range.split("\\.\\.", -1);
      try {
        var last = LocalDate.parse(ends[ends.length - 1]);
        var first = LocalDate.parse(ends[0]);
        long more = ChronoUnit.DAYS.between(first, last);
        require(ends.length == 2 && more >= 0 && more < MOST_DAYS, range, "FIRST..LAST");
        first.datesUntil(last.plusDays(1)).forEach(begun()::observe);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "days: '%s' (expected: such as 2014-04-01..2014-04-30)".formatted(range), e);
      }
    }
  }

  private void cell(String text) {
    int comma = text.indexOf(',');
    var id = text.substring(0, Math.max(comma, 0));
    require(CELL.matcher(id).matches(), text, "an H3 cell, a comma, and slot:sessions");
    long cell = Long.parseLong(id, 16);
    require(cell > lastCell, id, "cells in ascending order, each once");
    lastCell = cell;
    int lastSlot = -1;
    for (String pair : text.substring(comma + 1).split(" ", -1)) {
      int colon = pair.indexOf(':');
      require(colon > 0, pair, "slot:sessions");
      int slot = (int) number(pair.substring(0, colon), WeekSlots.PER_WEEK - 1);
      require(slot > lastSlot, pair, "slots in ascending order, each once");
      lastSlot = slot;
      begun().add(cell, slot, (int) number(pair.substring(colon + 1), Integer.MAX_VALUE));
    }
  }

  private static long number(String text, long most) {
    require(NUMBER.matcher(text).matches(), text, "a whole number of at most nine digits");
    long number = Long.parseLong(text);
    require(number <= most, text, "at most " + most);
    return number;
  }

  private static void require(boolean truth, String found, String expected) {
    if (!truth) {
      throw new IllegalArgumentException("'%s' (expected: %s)".formatted(found, expected));
    }
  }

  /**
   * What was read.
   *
   * @throws IllegalArgumentException when something is missing
   */
  History history() {
    require(line >= HEAD, line + " lines", FORMAT + " and at least four lines more");
    require(
        begun().sessions() == promised,
        begun().sessions() + " sessions",
        promised + ", as the head says: the file is not whole");
    return begun();
  }
}
