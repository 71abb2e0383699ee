package dev.faremesh.evaluation.simulate;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** The evenings that riders' looks cover from beginning to end, and on which anybody looks. */
final class WholeEvenings {
  /** After the last look nobody need have come for so long. */
  private static final Duration QUIET = Duration.ofMinutes(30);

  private final Looks looks;
  private final ZoneId zone;
  private final List<LocalDate> days;

  WholeEvenings(Looks looks, ZoneId zone) {
    this.looks = looks;
    this.zone = zone;
    var first = Looks.dayOf(looks.all().getFirst(), zone);
    var last = Looks.dayOf(looks.all().getLast(), zone);
    this.days = first.datesUntil(last.plusDays(1)).filter(this::isWhole).toList();
  }

  private boolean isWhole(LocalDate day) {
    var begin = Window.EVENING.begin(day, zone);
    var end = Window.EVENING.end(day, zone);
    return !begin.isBefore(looks.first())
        && !end.minus(QUIET).isAfter(looks.last())
        && !looks.between(begin.plus(Duration.ofHours(1)), end).isEmpty();
  }

  List<LocalDate> days() {
    return days;
  }

  /**
   * Those of a range.
   *
   * @throws IllegalArgumentException when not all of it are whole evenings
   */
  List<LocalDate> within(DateRange range) {
    if (!days.containsAll(range.days())) {
      throw new IllegalArgumentException(
          "days: %s (expected: whole evenings of the file, which has %s)".formatted(range, this));
    }
    return range.days();
  }

  @Override
  public String toString() {
    return days.isEmpty()
        ? "none"
        : "%d from %s to %s".formatted(days.size(), days.getFirst(), days.getLast());
  }
}
