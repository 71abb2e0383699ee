package dev.faremesh.demand.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProfileTest {
  private static final int MONDAY_NINE = 9 * 12 + 6;
  private static final int TUESDAY_NOON = 288 + 144;

  private final Profile profile = Histories.profile();

  @Test
  void averageWeekIsThatOfTheHistory() {
    assertThat(profile.expected(Histories.BUSY, TUESDAY_NOON)).isCloseTo(4, within(0.1));
    assertThat(profile.expected(Histories.CALM, TUESDAY_NOON)).isCloseTo(2, within(0.1));
    assertThat(profile.expectedInCity(TUESDAY_NOON)).isCloseTo(6, within(0.1));
  }

  @Test
  void busyHourShowsInItsCellOnItsDay() {
    assertThat(profile.expected(Histories.BUSY, MONDAY_NINE)).isGreaterThan(10);
    assertThat(profile.expected(Histories.BUSY, MONDAY_NINE + 288)).isLessThan(5);
  }

  @Test
  void shapeOfACellIsDrawnALittleTowardsTheCitys() {
    assertThat(profile.expected(Histories.CALM, MONDAY_NINE)).isBetween(2.1, 4.0);
  }

  @Test
  void cellWithNextToNoSessionsHasTheCitysShape() {
    double share = 21.0 / Histories.threeWeeks().sessions();

    assertThat(profile.expected(Histories.RARE, MONDAY_NINE))
        .isCloseTo(share * profile.expectedInCity(MONDAY_NINE), within(1e-9));
  }

  @Test
  void nothingIsExpectedWhereNothingEverWas() {
    assertThat(profile.expected(Histories.BUSY + 1, TUESDAY_NOON)).isEqualTo(0);
    assertThat(Profile.none().expected(Histories.BUSY, TUESDAY_NOON)).isEqualTo(0);
    assertThat(Profile.none().zone()).isEmpty();
  }

  @Test
  void slotThatNeverHadASessionIsNotImpossible() {
    var history = new History(Histories.ZONE);
    for (int day = 0; day < 7; day++) {
      history.observe(Histories.MONDAY.plusDays(day));
    }
    history.add(Histories.BUSY, 100, 500);

    assertThat(Profile.of(history).expectedInCity(1500)).isGreaterThan(0);
  }

  @Test
  void weekWithoutEachOfItsDaysMakesNoProfile() {
    var history = new History(Histories.ZONE);
    history.count(Histories.BUSY, Histories.at("12:00:00"));

    assertThatThrownBy(() -> Profile.of(history))
        .hasMessage("days: 1, no Tuesday (expected: every day of the week)");
  }

  @Test
  void historyWithoutSessionsMakesNoProfile() {
    assertThatThrownBy(() -> Profile.of(new History(Histories.ZONE)))
        .hasMessage("sessions: 0 (expected: >= 1)");
  }

  @Test
  void versionNamesTheDaysAndTellsCountsApart() {
    var history = Histories.threeWeeks();
    var version = history.version();
    history.add(Histories.CALM, 7, 1);

    assertThat(version).startsWith("2014-04-07..2014-04-27-").hasSize(22 + 1 + 8);
    assertThat(history.version()).isNotEqualTo(version);
  }

  @Test
  void observedSlotsFollowDaylightSaving() {
    var history = new History(Histories.ZONE);
    history.observe(LocalDate.of(2014, 3, 9)); // has no 2:00 to 3:00
    history.observe(LocalDate.of(2014, 11, 2)); // has 1:00 to 2:00 twice
    int sunday = 6 * 288;
    var observed = history.observed();

    assertThat(observed[sunday]).isEqualTo(2);
    assertThat(observed[sunday + 12]).isEqualTo(3);
    assertThat(observed[sunday + 24]).isEqualTo(1);
    assertThat(Arrays.stream(observed).sum()).isEqualTo(288 - 12 + 288 + 12);
  }
}
