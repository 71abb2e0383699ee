package dev.faremesh.evaluation.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.demand.store.ProfileFile;
import dev.faremesh.evaluation.FareRun;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildCommandTest {
  @TempDir Path folder;

  private String rides(String name, String start, int days) {
    var file = folder.resolve(name).toString();
    var run =
        FareRun.of(
            "history",
            "generate",
            "--out",
            file,
            "--start",
            start,
            "--days",
            "" + days,
            "--sessions-per-day",
            "300");
    assertThat(run.code()).isEqualTo(0);
    return file;
  }

  @Test
  void filesAreBuiltIntoOneProfile() throws IOException {
    var one = rides("one", "2025-09-01", 5);
    var other = rides("other", "2025-09-06", 4);
    var out = folder.resolve("profile");
    var run = FareRun.of("profile", "build", one, other, "--out", out.toString());
    var history = ProfileFile.readHistory(out);

    assertThat(run.code()).isEqualTo(0);
    assertThat(run.err()).contains("wrote " + out);
    assertThat(history.days()).hasSize(9);
    assertThat(history.zone().toString()).isEqualTo("America/New_York");
    assertThat(run.out()).contains(history.version()).contains("Wednesday");
  }

  @Test
  void shownIsWhatWasBuilt() {
    var out = folder.resolve("profile").toString();
    var built = FareRun.of("profile", "build", rides("one", "2025-09-01", 8), "--out", out);

    assertThat(FareRun.of("profile", "show", out).out()).isEqualTo(built.out());
    assertThat(FareRun.of("profile", "show", out, "-o", "json").out()).contains("\"days\": 8");
  }

  @Test
  void dayThatTwoFilesHaveIsRefused() {
    var one = rides("one", "2025-09-01", 7);
    var other = rides("other", "2025-09-07", 2);
    var run = FareRun.of("profile", "build", one, other, "--out", folder.resolve("p").toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("other: has 2025-09-07, as a file before it has");
    assertThat(folder.resolve("p")).doesNotExist();
  }

  @Test
  void lessThanAWeekIsRefused() {
    var run =
        FareRun.of(
            "profile",
            "build",
            rides("one", "2025-09-01", 6),
            "--out",
            folder.resolve("p").toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("days: 6, no Sunday (expected: every day of the week)");
  }

  @Test
  void zoneThatIsNoneIsWrongUsage() {
    var run = FareRun.of("profile", "build", "rides", "--out", "p", "--zone", "Mars");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("--zone: 'Mars' (expected: a time zone, such as America/New_York)");
  }
}
