package dev.faremesh.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.faremesh.cli.output.Terminal;
import dev.faremesh.evaluation.Pickups;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten days with one pickup a minute from 8:00 to 9:00, two from 9:00 on, none before. */
class BaselineTest {
  private static final LocalDate FIRST = LocalDate.of(2014, 4, 1);
  private static final int EIGHT = 8 * 12;
  private static final int NINE = 9 * 12;
  private static final int EIGHTH_DAY = 7 * 288;

  @TempDir Path folder;

  private Pickups pickups(int days) throws IOException {
    var rows = new StringBuilder("pickup_local,lat,lon,base\n");
    for (int day = 0; day < days; day++) {
      for (int minute = 8 * 60; minute < 24 * 60; minute++) {
        var time = FIRST.plusDays(day).atStartOfDay().plusMinutes(minute);
        rows.append(row(time).repeat(minute < 9 * 60 ? 1 : 2));
      }
    }
    var file = Files.writeString(folder.resolve("rides"), rows);
    var nowhere = new PrintWriter(new StringWriter());
    return Pickups.read(file, Terminal.plain(nowhere, nowhere));
  }

  private static String row(LocalDateTime time) {
    return time + ",40.7637,-73.9600,B02598\n";
  }

  private BusyCells busy() throws IOException {
    var pickups = pickups(10);
    return BusyCells.of(pickups, Split.of(pickups));
  }

  @Test
  void firstSeventyPercentOfTheDaysAreTraining() throws IOException {
    var split = Split.of(pickups(14));

    assertThat(split.training()).hasSize(9).startsWith(FIRST).endsWith(FIRST.plusDays(8));
    assertThat(split.test()).hasSize(5).startsWith(FIRST.plusDays(9));
  }

  @Test
  void nineDaysAreTooFew() {
    assertThatThrownBy(() -> Split.of(pickups(9)))
        .hasMessageStartingWith("days: 9 (expected: >= 10");
  }

  @Test
  void countsAreOfTheBusyCellBySlot() throws IOException {
    var busy = busy();

    assertThat(busy.size()).isEqualTo(1);
    assertThat(busy.trainingSlots()).isEqualTo(EIGHTH_DAY);
    assertThat(busy.slots()).isEqualTo(10 * 288);
    assertThat(busy.count(0, EIGHT - 1)).isEqualTo(0);
    assertThat(busy.count(0, EIGHT)).isEqualTo(5);
    assertThat(busy.count(0, NINE - 1, 3)).isEqualTo(5 + 10 + 10);
  }

  @Test
  void lastSlotIsWhatWasJustBefore() throws IOException {
    var last = new LastSlot(busy());

    assertThat(last.expected(0, EIGHTH_DAY + NINE, 1)).isEqualTo(5);
    assertThat(last.expected(0, EIGHTH_DAY + NINE + 1, 3)).isEqualTo(5 + 5 + 10);
  }

  @Test
  void ewmaKeepsNineTenths() throws IOException {
    var ewma = new Ewma(busy());

    assertThat(ewma.expected(0, EIGHT + 1, 1)).isCloseTo(0.5, within(1e-12));
    assertThat(ewma.expected(0, EIGHT + 2, 3)).isCloseTo(3 * 0.95, within(1e-12));
  }

  @Test
  void hourOfWeekIsTheMeanOfItsHourInTraining() throws IOException {
    var hours = new HourOfWeek(busy());

    assertThat(hours.expected(0, EIGHTH_DAY + 15 * 12 + 6, 1)).isCloseTo(10, within(1e-9));
    assertThat(hours.expected(0, EIGHTH_DAY + 3 * 12, 3)).isCloseTo(0, within(1e-9));
  }

  @Test
  void hourOfWeekIsSmoothedBetweenTheMiddlesOfHours() throws IOException {
    var hours = new HourOfWeek(busy());
    double middle = hours.expected(0, EIGHTH_DAY + NINE, 1); // 2.5 minutes past the hour

    assertThat(middle).isCloseTo(7.5 + 5.0 / 24, within(1e-9));
  }
}
