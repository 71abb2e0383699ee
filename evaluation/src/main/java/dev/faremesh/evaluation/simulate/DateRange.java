package dev.faremesh.evaluation.simulate;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Days, one after the other.
 *
 * @param first of them
 * @param last not before the first
 */
record DateRange(LocalDate first, LocalDate last) {
  DateRange {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException(
          "'%s..%s' (expected: the earlier day first)".formatted(first, last));
    }
  }

  List<LocalDate> days() {
    return first.datesUntil(last.plusDays(1)).toList();
  }

  @Override
  public String toString() {
    return first.equals(last) ? first.toString() : first + ".." + last;
  }

  /** Reads {@code 2014-04-07..2014-04-13}, or one day. */
  static final class Converter implements ITypeConverter<DateRange> {
    private static final String DOTS = "..";

    @Override
    public DateRange convert(String text) {
      try {
        int dots = text.indexOf(DOTS);
        return dots < 0
            ? new DateRange(LocalDate.parse(text), LocalDate.parse(text))
            : new DateRange(
                LocalDate.parse(text.substring(0, dots)),
                LocalDate.parse(text.substring(dots + DOTS.length())));
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'%s' (expected: A..B, such as 2014-04-07..2014-04-13)".formatted(text));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
