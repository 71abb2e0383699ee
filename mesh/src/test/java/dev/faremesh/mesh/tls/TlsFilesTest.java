package dev.faremesh.mesh.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TlsFilesTest {
  private static final Optional<Path> CERT = Optional.of(Path.of("tls.pem"));
  private static final Optional<Path> KEY = Optional.of(Path.of("tls.key"));
  private static final Optional<Path> CA = Optional.of(Path.of("ca.pem"));
  private static final Optional<Path> NONE = Optional.empty();

  @Test
  void nothingIsClearText() {
    assertThat(TlsFiles.ofServer(NONE, NONE, NONE)).isEmpty();
    assertThat(TlsFiles.ofCaller(NONE, NONE, NONE)).isEmpty();
  }

  @Test
  void aServerNeedsACertificateAndACallerDoesNot() {
    assertThat(TlsFiles.ofServer(CERT, KEY, NONE)).contains(new TlsFiles(CERT, KEY, NONE));
    assertThat(TlsFiles.ofServer(CERT, KEY, CA)).contains(new TlsFiles(CERT, KEY, CA));
    assertThat(TlsFiles.ofCaller(NONE, NONE, CA)).contains(new TlsFiles(NONE, NONE, CA));
    assertThatThrownBy(() -> TlsFiles.ofServer(NONE, NONE, CA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tls-cert: missing (expected: a file, because tls-ca is given)");
  }

  @Test
  void aCertificateAndItsKeyComeTogether() {
    assertThatThrownBy(() -> TlsFiles.ofServer(CERT, NONE, CA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tls-key: missing (expected: a file, because tls-cert is given)");
    assertThatThrownBy(() -> TlsFiles.ofCaller(NONE, KEY, CA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tls-cert: missing (expected: a file, because tls-key is given)");
  }
}
