package dev.faremesh.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.faremesh.evaluation.FareRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ScoreCommandTest {
  @TempDir static Path folder;
  private static String rides = "";
  private static FareRun scored = new FareRun(-1, "", "");

  @BeforeAll
  static void generate() {
    rides = folder.resolve("rides.csv").toString();
    var run =
        FareRun.of(
            "history",
            "generate",
            "--out",
            rides,
            "--days",
            "16",
            "--sessions-per-day",
            "9000",
            "--seed",
            "5");
    assertThat(run.code()).isEqualTo(0);
    scored = FareRun.of("forecast", "score", rides, "-o", "json");
  }

  private static Struct json(FareRun run) throws IOException {
    var facts = Struct.newBuilder();
    JsonFormat.parser().merge(run.out(), facts);
    return facts.build();
  }

  private static double number(Struct facts, String name) {
    return facts.getFieldsOrThrow(name).getNumberValue();
  }

  @Test
  void forecastsOfAGeneratedCityBeatTheBaselines() throws IOException {
    var facts = json(scored);
    var baselines = facts.getFieldsOrThrow("baselines").getStructValue();

    assertThat(number(facts, "training_days")).isEqualTo(11);
    assertThat(number(facts, "test_days")).isEqualTo(5);
    assertThat(baselines.getFieldsMap())
        .containsOnlyKeys("last_slot", "hour_of_week_168", "ewma_90");
    baselines
        .getFieldsMap()
        .values()
        .forEach(rmse -> assertThat(number(facts, "rmse")).isLessThan(rmse.getNumberValue()));
    assertThat(number(facts, "coverage_pit")).isBetween(0.77, 0.83);
    assertThat(number(facts, "wape")).isBetween(0.4, 0.9);
    assertThat(facts.getFieldsOrThrow("days").getListValue().getValuesCount()).isEqualTo(5);
  }

  @Test
  void gatesAreThoseAgreedAndAMissedOneEndsWithOne() throws IOException {
    var gates = json(scored).getFieldsOrThrow("gates").getListValue().getValuesList();

    assertThat(gates)
        .map(gate -> gate.getStructValue().getFieldsOrThrow("name").getStringValue())
        .containsExactly(
            "improvement_over_best", "improvement_over_168_median_day", "coverage_pit");
    assertThat(gates)
        .map(gate -> gate.getStructValue().getFieldsOrThrow("bound").getStringValue())
        .containsExactly(">= 0.035", ">= 0.02", "0.77 to 0.83");
    var met =
        gates.stream().allMatch(g -> g.getStructValue().getFieldsOrThrow("ok").getBoolValue());
    assertThat(scored.code()).isEqualTo(met ? 0 : 1);
  }

  @Test
  void sameFileGivesTheSameFigures() {
    assertThat(FareRun.of("forecast", "score", rides, "-o", "json")).isEqualTo(scored);
  }

  @Test
  void gateThatIsMissedIsSaidAndEndsWithOne() throws IOException {
    var noise = new StringBuilder("pickup_local,lat,lon,base\n");
    for (int minute = 0; minute < 12 * 24 * 60; minute++) {
      var time = LocalDateTime.of(2014, 4, 1, 0, 0).plusMinutes(minute);
      noise.append(time).append(",40.7637,-73.9600,B02598\n");
    }
    var run = FareRun.of("forecast", "score", Files.writeString(folder.resolve("n"), noise) + "");

    assertThat(run.out()).contains("improvement_over_best").contains("MISSED");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void brokenRowsAreCountedAndTheRestIsScored() throws IOException {
    var broken = Files.copy(Path.of(rides), folder.resolve("broken.csv"));
    Files.writeString(broken, "nonsense\n2025-09-16T23:59,x,y,B00000\n", StandardOpenOption.APPEND);
    var run = FareRun.of("forecast", "score", broken.toString(), "-o", "json");

    assertThat(run.err()).contains("2 of ").contains("{BAD_TIME=1, BAD_NUMBER=1}");
    assertThat(number(json(run), "pickups")).isEqualTo(number(json(run), "rows") - 2);
  }

  @Test
  void fileOfTooFewDaysIsRefusedWithTheReason() throws IOException {
    var few = folder.resolve("few.csv");
    try (var lines = Files.lines(Path.of(rides))) {
      Files.write(few, lines.limit(5000).toList());
    }
    var run = FareRun.of("forecast", "score", few.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "fare: "
                + few
                + ": days: 1 (expected: >= 10, for a week to learn from, and some to score)\n");
  }

  @Test
  void fileWithoutAUsableRowIsRefused() throws IOException {
    var none = Files.writeString(folder.resolve("none"), "pickup_local,lat,lon,base\nx,0,0,B\n");
    var run = FareRun.of("forecast", "score", none.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("no pickup in 1 rows (expected: at least one): {BAD_TIME=1}");
  }

  @Test
  void emptyAndAbsentFilesAreRefused() throws IOException {
    var empty = Files.createFile(folder.resolve("empty"));

    assertThat(FareRun.of("forecast", "score", empty.toString()).code()).isEqualTo(1);
    var absent = FareRun.of("forecast", "score", folder.resolve("absent").toString());
    assertThat(absent.code()).isEqualTo(1);
    assertThat(absent.err()).contains("absent: no such file");
  }

  @Test
  void cityWithoutABusyCellIsRefused() throws IOException {
    var calm = folder.resolve("calm.csv").toString();
    var _ =
        FareRun.of(
            "history", "generate", "--out", calm, "--days", "10", "--sessions-per-day", "50");
    var run = FareRun.of("forecast", "score", calm);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("busy cells: 0");
  }

  @Test
  void aprilMeetsItsGates() throws IOException {
    var april = Path.of("..", "..", "shared", "data", "uber-nyc-2014-04.csv.gz");
    assumeTrue(Files.exists(april), () -> "skipped: " + april + " is not here");
    var run = FareRun.of("forecast", "score", april.toString(), "-o", "json");
    var facts = json(run);

    assertThat(run.code()).isEqualTo(0);
    assertThat(number(facts, "busy_cells")).isEqualTo(33);
    assertThat(number(facts, "improvement_over_best")).isGreaterThan(0.06);
    assertThat(number(facts, "improvement_over_168_median_day")).isGreaterThan(0.05);
    assertThat(number(facts, "coverage_pit")).isBetween(0.78, 0.82);
  }
}
