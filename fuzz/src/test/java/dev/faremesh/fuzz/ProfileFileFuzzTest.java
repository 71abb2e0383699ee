package dev.faremesh.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.faremesh.demand.store.ProfileFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** A profile is read whole, or refused with the line that is wrong; and so is a broken gzip. */
final class ProfileFileFuzzTest {
  @TempDir private static Path folder;

  @FuzzTest(maxDuration = "5m")
  void profileIsReadOrRefusedByItsLine(byte[] content) throws IOException {
    var file = folder.resolve("profile.csv.gz");
    Files.write(file, content);
    Bounded.run(() -> read(file));
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content);
    }
    Bounded.run(() -> read(file));
  }

  private static void read(Path file) {
    try {
      assertThat(ProfileFile.read(file)).isNotNull();
    } catch (IOException refused) {
      assertThat(refused.getMessage())
          .startsWith(file.toString())
          .contains("(expected: ")
          .hasSizeLessThan(20_000);
    }
  }
}
