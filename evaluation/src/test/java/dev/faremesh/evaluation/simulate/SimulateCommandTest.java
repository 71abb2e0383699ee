package dev.faremesh.evaluation.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.output.Terminal;
import dev.faremesh.evaluation.Evaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SimulateCommandTest {
  @TempDir private static Path folder;
  private static String file = "";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void write() throws IOException {
    file = SmallCity.write(folder).toString();
  }

  private int run(String... options) {
    var args = new ArrayList<>(List.of("simulate"));
    args.addAll(List.of(options));
    return fare(args.toArray(String[]::new));
  }

  private int fare(String... args) {
    var terminal = Terminal.plain(new PrintWriter(out, true), new PrintWriter(err, true));
    return Evaluation.run(args, terminal, Map.of());
  }

  /** Two of its rows are broken, and numbers of the balance are tried. */
  @Test
  void printsFactsAndWritesThemWithAPage() throws IOException {
    var rows = new ArrayList<>(Files.readAllLines(Path.of(file)));
    rows.add(100, "2014-03-31T01:00,not a number,-73.98,B1");
    rows.add(200, "yesterday,40.75,-73.98,B1");
    var broken = Files.write(folder.resolve("broken.csv"), rows).toString();
    var reports = folder.resolve("new/reports");
    int code =
        run(
            broken,
            "--days",
            "2014-04-08",
            "--seeds",
            "1",
            "--scarcity",
            "1",
            "--balance",
            "kappa=11,theta=0.5",
            "--out",
            reports.toString(),
            "-o",
            "json");
    assertThat(code).isIn(0, 1);
    assertThat(err.toString()).contains("2 of", "rows left out");
    assertThat(out.toString())
        .contains("\"BAD_NUMBER\": 1", "\"BAD_TIME\": 1", "\"seeds\": 1", "2014-04-08")
        .contains("\"gates\"", "\"policies\"", "\"kappa\": 11", "\"theta\": 0.5");
    assertThat(out.toString().contains("\"ok\": true,\n  \"gates\"")).isEqualTo(code == 0);
    assertThat(Files.readString(reports.resolve("simulate.json")).strip())
        .isEqualTo(out.toString().strip());
    assertThat(Files.readString(reports.resolve("simulate.html"))).contains("<svg", "2014-04-08");
  }

  @Test
  void printsTablesWithIntervals() {
    var _ = run(file, "--days", "2014-04-07..2014-04-08", "--seeds", "1", "--scarcity", "1");
    assertThat(out.toString())
        .contains("2 evenings from 2014-04-07 to 2014-04-08")
        .contains("flat 1.0", "flat, price-neutral", "naive ratio", "surge", "oracle", "±")
        .contains("unfulfilled_vs_flat", "95 % INTERVAL");
  }

  @Test
  void unreadableFileIsAFailure() {
    assertThat(run(folder.resolve("none.csv").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("none.csv", "no such file");
  }

  @Test
  void fileWithTooFewDaysNeedsAProfile() throws IOException {
    Path week = SmallCity.write(Files.createDirectory(folder.resolve("week")), 8);
    assertThat(run(week.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("too few days to leave out", "--profile");
  }

  @Test
  void fileWithoutAWholeEveningIsAFailure() throws IOException {
    Path day = SmallCity.write(Files.createDirectory(folder.resolve("day")), 1);
    assertThat(run(day.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("no whole evening");
  }

  @Test
  void daysOutsideTheFileAreWrongUsage() {
    assertThat(run(file, "--days", "2014-04-14..2014-05-02")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--days: 2014-04-14..2014-05-02", "15 from 2014-03-31 to 2014-04-14");
  }

  @Test
  void daysThatAreNoneAreWrongUsage() {
    assertThat(run(file, "--days", "2014-04-09..2014-04-08")).isEqualTo(2);
    assertThat(run(file, "--days", "tomorrow")).isEqualTo(2);
    assertThat(err.toString()).contains("earlier day first", "'tomorrow' (expected: A..B");
  }

  @Test
  void noSeedsAreWrongUsage() {
    assertThat(run(file, "--seeds", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--seeds: 0 (expected: 1 to 1000)");
  }

  @Test
  void scarcitiesWithoutOneAreWrongUsage() {
    assertThat(run(file, "--scarcity", "0.85")).isEqualTo(2);
    assertThat(err.toString()).contains("--scarcity: [0.85]", "where the gates are");
  }

  @Test
  void unknownNumberOfTheBalanceIsWrongUsage() {
    assertThat(run(file, "--balance", "kapa=3")).isEqualTo(2);
    assertThat(run(file, "--balance", "kappa=-3")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--balance name: kapa (expected: one of", "kappa: -3.0 (expected: > 0)");
  }

  @Test
  void profileOfAnotherFormatIsAFailure() throws IOException {
    var text = Files.writeString(folder.resolve("notes.txt"), "no profile", StandardCharsets.UTF_8);
    assertThat(run(file, "--profile", text.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("notes.txt");
  }

  @Test
  void profileOfAnotherCityIsAFailure() throws IOException {
    var north =
        Files.readAllLines(Path.of(file)).stream().map(row -> row.replace(",40.7", ",41.7"));
    var rides = Files.write(folder.resolve("north.csv"), north.toList()).toString();
    var known = folder.resolve("north.profile").toString();
    assertThat(fare("profile", "build", rides, "--out", known)).isZero();
    assertThat(run(file, "--profile", known)).isEqualTo(1);
    assertThat(err.toString())
        .contains("north.profile: has the cells of 0 % of the pickups (expected: 50 % or more");
  }
}
