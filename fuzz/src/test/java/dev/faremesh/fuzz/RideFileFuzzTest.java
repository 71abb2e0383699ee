package dev.faremesh.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.faremesh.cli.output.Terminal;
import dev.faremesh.cli.replay.RideFile;
import dev.faremesh.evaluation.Pickups;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of rides is read to its end, each row told or counted as wrong, or is refused before its
 * first row; whoever reads it.
 */
final class RideFileFuzzTest {
  private static final Terminal NOWHERE =
      Terminal.plain(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()));

  @TempDir private static Path folder;

  @FuzzTest(maxDuration = "5m")
  void everyRowIsToldOrCountedAsWrong(byte[] content) throws IOException {
    var file = folder.resolve("rides.csv");
    Files.write(file, content);
    Bounded.run(() -> {
      replay(file);
      score(file);
    });
  }

  private static void replay(Path file) throws IOException {
    RideFile opened;
    try {
      opened = RideFile.open(file);
    } catch (IOException refused) {
      assertThat(refused.getMessage()).startsWith(file.toString());
      return;
    }
    try (var rides = opened) {
      long given = 0;
      while (rides.hasNext()) {
        assertThat(rides.next()).isNotNull();
        given++;
      }
      assertThat(rides.share()).isBetween(0.0, 1.0);
      // A row is a start, an end, both, or wrong.
      assertThat(given).isBetween(rides.rows(), 2 * rides.rows());
    }
  }

  private static void score(Path file) {
    try {
      var pickups = Pickups.read(file, NOWHERE);
      assertThat(pickups.count()).isPositive();
      for (int i = 1; i < pickups.count(); i++) {
        assertThat(pickups.at(i)).isAfterOrEqualTo(pickups.at(i - 1));
      }
    } catch (IOException refused) {
      assertThat(refused.getMessage()).startsWith(file.toString());
    }
  }
}
