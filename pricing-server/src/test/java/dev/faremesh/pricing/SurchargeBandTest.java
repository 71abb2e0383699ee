package dev.faremesh.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.pricing.FareLine.Kind;
import dev.faremesh.pricing.Route.Source;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SurchargeBandTest {
  private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);
  private static final LocalDateTime MONDAY = LocalDateTime.parse("2026-05-04T00:00");

  @ParameterizedTest
  @CsvSource({
    "2026-05-04T15:59:59, false", // Monday
    "2026-05-04T16:00, true",
    "2026-05-04T19:59:59.999999999, true",
    "2026-05-04T20:00, false",
    "2026-05-08T17:00, true", // Friday
    "2026-05-09T17:00, false" // Saturday
  })
  void weekdayBandHoldsFromItsStartUpToItsEnd(LocalDateTime local, boolean holds) {
    var weekdays = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    assertThat(band(weekdays, 16 * 60, 20 * 60).holds(local)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-08T21:59, false", // Friday
    "2026-05-08T22:00, true",
    "2026-05-09T04:59, true", // Saturday
    "2026-05-09T05:00, false",
    "2026-05-09T22:00, false",
    "2026-05-08T03:00, false"
  })
  void bandOverMidnightBelongsToTheDayOnWhichItStarts(LocalDateTime local, boolean holds) {
    assertThat(band(Set.of(DayOfWeek.FRIDAY), 22 * 60, 5 * 60).holds(local)).isEqualTo(holds);
  }

  @Test
  void hourThatClocksSkipIsNotCharged() {
    assertThat(chargedMinutes("2026-03-08", 23, 2 * 60, 3 * 60)).isZero();
    assertThat(chargedMinutes("2026-03-08", 23, 60, 4 * 60)).isEqualTo(120);
    assertThat(chargedMinutes("2026-03-08", 23, 0, 24 * 60)).isEqualTo(23 * 60);
  }

  @Test
  void hourThatClocksShowTwiceIsChargedTwiceOver() {
    assertThat(chargedMinutes("2026-11-01", 25, 60, 2 * 60)).isEqualTo(120);
    assertThat(chargedMinutes("2026-11-01", 25, 2 * 60, 3 * 60)).isEqualTo(60);
    assertThat(chargedMinutes("2026-11-01", 25, 0, 24 * 60)).isEqualTo(25 * 60);
  }

  @Test
  void dayLikeOthersHasTwentyFourHours() {
    assertThat(chargedMinutes("2026-05-04", 24, 60, 4 * 60)).isEqualTo(180);
  }

  @Property(tries = 300)
  void bandsOverlapWhenBothHoldAtSomeMinuteOfTheWeek(
      @ForAll("bands") SurchargeBand one, @ForAll("bands") SurchargeBand other) {
    boolean together = false;
    for (int quarter = 0; quarter < 7 * 24 * 4; quarter++) {
      var local = MONDAY.plusMinutes(15L * quarter);
      together |= one.holds(local) && other.holds(local);
    }

    assertThat(one.overlaps(other)).isEqualTo(together);
    assertThat(other.overlaps(one)).isEqualTo(together);
  }

  @Test
  void bandsOfOneLabelThatOverlapAreRefused() {
    var night = new SurchargeBand("night", 50, EVERY_DAY, hours(20), hours(6));
    var late = new SurchargeBand("night", 70, Set.of(DayOfWeek.SUNDAY), hours(5), hours(7));
    var rush = new SurchargeBand("rush", 90, EVERY_DAY, hours(5), hours(9));

    assertThat(new Levies(List.of(night, rush), List.of(), List.of()).surcharges()).hasSize(2);
    assertThatThrownBy(() -> new Levies(List.of(night, rush, late), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "surcharges: 'night' [0] and [2] overlap (expected: bands of one label that do not"
                + " overlap)");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 3, 'from: PT-1H (expected: PT0S to less than PT24H)'",
    "24, 3, 'from: PT24H (expected: PT0S to less than PT24H)'",
    "3, 0, 'to: PT0S (expected: more than PT0S, at most PT24H)'",
    "3, 25, 'to: PT25H (expected: more than PT0S, at most PT24H)'",
    "3, 3, 'to: PT3H (expected: other than from; PT0S to PT24H is all day)'"
  })
  void bandThatCannotBeIsRefused(int from, int to, String said) {
    assertThatThrownBy(() -> new SurchargeBand("night", 50, EVERY_DAY, hours(from), hours(to)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(said);
  }

  @Provide
  Arbitrary<SurchargeBand> bands() {
    var quarters = Arbitraries.integers().between(0, 95);
    return Combinators.combine(
            Arbitraries.of(DayOfWeek.class).set().ofMinSize(1).ofMaxSize(3), quarters, quarters)
        .filter((days, from, to) -> !from.equals(to + 1))
        .as((days, from, to) -> band(days, 15 * from, 15 * (to + 1)));
  }

  /** How many minutes of a New York day, midnight to midnight, have a surcharge on their fares. */
  private static int chargedMinutes(String date, int hours, int from, int to) {
    var levies = new Levies(List.of(band(EVERY_DAY, from, to)), List.of(), List.of());
    var tariff = SomeTariff.of(SomeTariff.DOLLAR, SomeTariff.rates(700, 0, 0, 0), levies);
    var route = new Route(11, Duration.ofSeconds(13), Source.CROW_FLY);
    Instant midnight = LocalDate.parse(date).atStartOfDay(SomeTariff.NEW_YORK).toInstant();
    int charged = 0;
    for (int minute = 0; minute < hours * 60; minute++) {
      var departure = midnight.plusSeconds(60L * minute);
      var fare = Fare.of(tariff, SomeTariff.TRIP, route, departure, Multiplier.NONE);
      charged += fare.lines().getLast().kind() == Kind.SURCHARGE ? 1 : 0;
    }
    return charged;
  }

  private static SurchargeBand band(Set<DayOfWeek> days, int fromMinute, int toMinute) {
    return new SurchargeBand(
        "band", 50, days, Duration.ofMinutes(fromMinute), Duration.ofMinutes(toMinute));
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }
}
