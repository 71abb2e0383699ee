package dev.faremesh.system;

import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.mesh.tls.TlsFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;

/** The certificates of one mesh, in a folder of their own. */
final class Certificates implements AutoCloseable {
  private final DevelopmentCertificates made;

  Certificates() {
    try {
      made = new DevelopmentCertificates(Files.createTempDirectory("certificates"));
      made.ensure(Instant.now());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  TlsFiles files(String member) {
    return made.files(member);
  }

  /** As the options of a server. */
  List<String> options(String member) {
    var files = files(member);
    return List.of(
        "--tls-cert",
        files.certificate().orElseThrow().toString(),
        "--tls-key",
        files.key().orElseThrow().toString(),
        "--tls-ca",
        files.authorities().orElseThrow().toString());
  }

  @Override
  public void close() {
    try (var files = Files.list(made.folder())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(made.folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
