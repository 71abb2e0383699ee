package dev.faremesh.evaluation.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.evaluation.FareRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
  @TempDir Path folder;

  private FareRun generate(String name, String... options) {
    var args = List.of("history", "generate", "--out", folder.resolve(name).toString());
    return FareRun.of(Stream.concat(args.stream(), Stream.of(options)).toArray(String[]::new));
  }

  @Test
  void sameSeedGivesTheSameFileAndAnotherSeedAnother() throws IOException {
    var _ = generate("one", "--days", "2", "--seed", "7");
    var _ = generate("same", "--days", "2", "--seed", "7");
    var _ = generate("other", "--days", "2", "--seed", "8");

    assertThat(folder.resolve("one")).hasSameBinaryContentAs(folder.resolve("same"));
    assertThat(Files.mismatch(folder.resolve("one"), folder.resolve("other"))).isNotNegative();
  }

  @Test
  void rowsAreInTheFormatOfThePickupFilesAndInOrder() throws IOException {
    var run = generate("rides", "--days", "3", "--sessions-per-day", "2000");
    var rows = Files.readAllLines(folder.resolve("rides"));
    var times = rows.stream().skip(1).map(row -> row.substring(0, 16)).toList();

    assertThat(run.code()).isEqualTo(0);
    assertThat(rows.getFirst()).isEqualTo("pickup_local,lat,lon,base");
    assertThat(rows.get(1)).matches("2025-09-01T\\d\\d:\\d\\d,40\\.\\d{4},-7[34]\\.\\d{4},B00000");
    assertThat(times).isSorted();
    assertThat(times.getLast()).startsWith("2025-09-03T23");
    assertThat(rows).hasSizeBetween(3000, 9000);
    assertThat(run.out()).contains("%,d pickups of 3 days".formatted(rows.size() - 1));
  }

  @Test
  void hourThatDaylightSavingLeavesOutHasNoRides() throws IOException {
    var _ = generate("rides", "--start", "2026-03-08", "--days", "1");

    assertThat(Files.readAllLines(folder.resolve("rides")))
        .noneMatch(row -> row.startsWith("2026-03-08T02"))
        .anyMatch(row -> row.startsWith("2026-03-08T01"))
        .anyMatch(row -> row.startsWith("2026-03-08T03"));
  }

  @Test
  void rushHourIsBusierThanTheNight() throws IOException {
    var _ = generate("rides", "--days", "5");
    var rows = Files.readAllLines(folder.resolve("rides"));

    assertThat(rows.stream().filter(row -> row.startsWith("T17", 10)).count())
        .isGreaterThan(8 * rows.stream().filter(row -> row.startsWith("T03", 10)).count());
  }

  @Test
  void centreMayBeAnywhere() throws IOException {
    var _ = generate("rides", "--days", "1", "--center", "-33.8600,151.2100");

    assertThat(Files.readAllLines(folder.resolve("rides")).get(1)).contains(",-33.", ",151.");
  }

  @Test
  void whatCannotBeIsWrongUsage() {
    assertThat(generate("rides", "--days", "0").err()).contains("--days: 0 (expected: 1 to 366)");
    assertThat(generate("rides", "--sessions-per-day", "0").code()).isEqualTo(2);
    assertThat(generate("rides", "--center", "95,0").err())
        .contains("--center: latitude: 95.0 (expected: -90 to 90)");
    assertThat(generate("rides", "--start", "soon").err())
        .contains("--start: 'soon' (expected: a date, such as 2025-09-01)");
  }

  @Test
  void absentFolderIsNamed() {
    var run = generate("none/rides");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("none/rides: no such folder");
  }
}
