package dev.faremesh.demand.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.demand.forecast.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileFileTest {
  private static final long CELL = 0x882a100d2dfffffL;
  private static final String WHOLE =
      """
      faremesh-profile,1
      zone,America/New_York
      days,2014-04-01..2014-04-07 2014-06-02..2014-06-02
      sessions,13
      cell,slot:sessions
      882a100d2dfffff,0:3 17:1
      882a100d65fffff,2015:9
      """;

  @TempDir Path folder;

  private static History history() {
    var history = new History(ZoneId.of("America/New_York"));
    for (int day = 1; day <= 7; day++) {
      history.observe(LocalDate.of(2014, 4, day));
    }
    history.observe(LocalDate.of(2014, 6, 2));
    history.add(CELL, 0, 3);
    history.add(CELL, 17, 1);
    history.add(0x882a100d65fffffL, 2015, 9);
    return history;
  }

  private Path packed(String text) throws IOException {
    var file = folder.resolve("profile");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  @Test
  void fileHasTheFormThatIsPromised() throws IOException {
    var file = folder.resolve("profile");
    ProfileFile.write(history(), file);

    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(WHOLE);
    }
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void whatWasWrittenIsReadBack() throws IOException {
    var file = folder.resolve("profile");
    var written = history();
    ProfileFile.write(written, file);
    var read = ProfileFile.readHistory(file);

    assertThat(read.zone()).isEqualTo(written.zone());
    assertThat(read.days()).isEqualTo(written.days());
    assertThat(read.cells()).isEqualTo(written.cells());
    assertThat(read.counts(CELL)).isEqualTo(written.counts(CELL));
    assertThat(read.version()).isEqualTo(written.version());
    assertThat(ProfileFile.read(file).version()).isEqualTo(written.version());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "faremesh-profile,1 | faremesh-profile,2 | :1: 'faremesh-profile,2' (expected:"
            + " faremesh-profile,1)",
        "America/New_York | Mars | :2: zone: 'Mars' (expected: such as America/New_York)",
        "zone,A | city,A | :2: 'city,America/New_York' (expected: zone,...)",
        "04-07 2 | 04-00 2 | :3: days: '2014-04-01..2014-04-00' (expected: such as"
            + " 2014-04-01..2014-04-30)",
        "04-07 2 | 03-07 2 | :3: '2014-04-01..2014-03-07' (expected: FIRST..LAST)",
        "sessions,13 | sessions,-13 | :4: '-13' (expected: a whole number of at most nine digits)",
        "sessions,13 | sessions,14 | :7: '13 sessions' (expected: 14, as the head says: the file is"
            + " not whole)",
        "cell,slot | slot,cell | :5: 'slot,cell:sessions' (expected: cell,slot:sessions)",
        "882a100d65 | x82a100d65 | :7: 'x82a100d65fffff,2015:9' (expected: an H3 cell, a comma, and"
            + " slot:sessions)",
        "882a100d65 | 882a100d2d | :7: '882a100d2dfffff' (expected: cells in ascending order, each"
            + " once)",
        "2015:9 | 2016:9 | :7: '2016' (expected: at most 2015)",
        "17:1 | 0:1 | :6: '0:1' (expected: slots in ascending order, each once)",
        "17:1 | 17 | :6: '17' (expected: slot:sessions)",
        "17:1 | 17:x | :6: 'x' (expected: a whole number of at most nine digits)"
      })
  void brokenLineIsToldWithWhatWasExpected(String good, String bad, String message)
      throws IOException {
    var file = packed(WHOLE.replace(good, bad));

    assertThatThrownBy(() -> ProfileFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + message);
  }

  @Test
  void fileThatEndsInItsHeadIsNotWhole() throws IOException {
    var file = packed("faremesh-profile,1\nzone,America/New_York\n");

    assertThatThrownBy(() -> ProfileFile.read(file))
        .hasMessage(
            file + ":2: '2 lines' (expected: faremesh-profile,1 and at least four lines more)");
  }

  @Test
  void emptyFileIsRejected() throws IOException {
    assertThatThrownBy(() -> ProfileFile.read(packed(""))).hasMessageContaining("'0 lines'");
    var empty = Files.createFile(folder.resolve("empty"));
    assertThatThrownBy(() -> ProfileFile.read(empty)).hasMessageContaining("not a whole gzip");
  }

  @Test
  void truncatedGzipIsRejected() throws IOException {
    var file = packed(WHOLE);
    var bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));

    assertThatThrownBy(() -> ProfileFile.read(file)).hasMessageContaining("not a whole gzip");
  }

  @Test
  void fileOfWhichNoProfileCanBeMadeIsRejected() throws IOException {
    var file = packed(WHOLE.replace("2014-04-07 2014-06-02..2014-06-02", "2014-04-06"));

    assertThatThrownBy(() -> ProfileFile.read(file))
        .hasMessage(file + ": days: 6, no Monday (expected: every day of the week)");
  }

  @Test
  void absentFileAndFolderAreNamed() {
    var file = folder.resolve("none").resolve("profile");

    assertThatThrownBy(() -> ProfileFile.read(file)).hasMessage(file + ": no such file");
    assertThatThrownBy(() -> ProfileFile.write(history(), file))
        .hasMessage(file + ": no such folder");
  }
}
