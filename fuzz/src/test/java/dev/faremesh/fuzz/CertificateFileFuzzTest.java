package dev.faremesh.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.mesh.tls.TlsFiles;
import dev.faremesh.mesh.tls.TlsMaterial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Certificates, keys and authorities are taken, or refused by their file; what is refused may hold
 * a key, and is not quoted.
 */
final class CertificateFileFuzzTest {
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor();
  private static final int SHORTEST_SECRET = 40;

  @TempDir private static Path folder;

  @AfterAll
  static void stop() {
    TIMER.shutdownNow();
  }

  /**
   * A certificate and its key in one file, which is also cut off and also broken within the key; an
   * authority; and an empty file.
   */
  static Stream<Arguments> seeds() throws IOException, GeneralSecurityException {
    var made = new DevelopmentCertificates(Files.createTempDirectory(folder, "made"));
    made.ensure(Instant.now());
    var files = made.files("fare");
    var both =
        Files.readString(files.certificate().orElseThrow())
            + Files.readString(files.key().orElseThrow());
    var edge = "-----END PRIVATE KEY-----";
    return Stream.of(
            both,
            both.replace(edge, ""),
            both.replace(edge, "!\n" + edge),
            Files.readString(files.authorities().orElseThrow()),
            "")
        .map(content -> Arguments.of(content.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void fileIsTakenOrRefusedWithoutBeingQuoted(byte[] content) throws IOException {
    var file = Optional.of(Files.write(folder.resolve("own.pem"), content));
    takeOrRefuse(new TlsFiles(file, file, Optional.empty()), content);
    takeOrRefuse(new TlsFiles(Optional.empty(), Optional.empty(), file), content);
  }

  private static void takeOrRefuse(TlsFiles files, byte[] content) throws IOException {
    Bounded.run(() -> {
      try {
        TlsMaterial.open(files, Instant::now, TIMER).close();
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageContaining("own.pem");
        assertThat(new String(content, StandardCharsets.ISO_8859_1).lines())
            .filteredOn(line -> line.length() >= SHORTEST_SECRET)
            .allSatisfy(line -> assertThat(refused.getMessage()).doesNotContain(line));
      }
    });
  }
}
