package dev.faremesh.cli.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.FakeMesh;
import dev.faremesh.cli.certs.DevelopmentCertificates;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who calls with TLS, or should. */
@Timeout(60)
class TlsCallTest {
  private static final int UNAVAILABLE = 64 + 14;
  private static final Map<String, String> ALL =
      Map.of("FARE_TLS_CA", "ca.pem", "FARE_TLS_CERT", "fare.pem", "FARE_TLS_KEY", "fare.key");

  /** Netty logs each handshake that fails. */
  private static final Logger NETTY = Logger.getLogger("io.grpc");

  @TempDir private Path folder = Path.of("");
  private DevelopmentCertificates certificates = new DevelopmentCertificates(Path.of(""));

  @BeforeEach
  void makeCertificates() throws Exception {
    NETTY.setLevel(Level.OFF);
    certificates = new DevelopmentCertificates(folder.resolve("tls"));
    certificates.ensure(Instant.now());
  }

  @AfterEach
  void logAgain() {
    NETTY.setLevel(null);
  }

  @Test
  void aCallerWithACertificateIsAnswered() {
    try (var mesh = FakeMesh.start(certificates)) {
      var run = run(mesh, ALL);
      assertThat(run.code()).describedAs(run.out() + run.err()).isZero();
    }
  }

  @Test
  void aCallerWithoutTheRightIsToldWhoItIs() {
    var other =
        Map.of(
            "FARE_TLS_CA", "ca.pem",
            "FARE_TLS_CERT", "demand-server.pem",
            "FARE_TLS_KEY", "demand-server.key");
    try (var mesh = FakeMesh.start(certificates)) {
      var run = run(mesh, other);
      assertThat(run.code()).isEqualTo(64 + 7);
      assertThat(run.err())
          .contains("PERMISSION_DENIED ACCESS_DENIED: spiffe://faremesh.dev/demand-server may not");
    }
  }

  @Test
  void aCallerInClearTextIsToldToUseTls() {
    try (var mesh = FakeMesh.start(certificates)) {
      var run = mesh.fare("surge", "--around", "40.7580,-73.9855");
      assertThat(run.code()).isEqualTo(UNAVAILABLE);
      assertThat(run.err()).contains("does it want TLS? call it with --tls");
    }
  }

  @Test
  void aCallerWithoutACertificateIsTold() {
    try (var mesh = FakeMesh.start(certificates)) {
      var run = run(mesh, Map.of("FARE_TLS_CA", "ca.pem"));
      assertThat(run.code()).isEqualTo(64 + 16);
      assertThat(run.err())
          .contains("UNAUTHENTICATED CALLER_UNKNOWN: ")
          .contains("(expected: a caller with a certificate that names it)");
    }
  }

  @Test
  void aCallerWithTlsIsToldThatTheMeshSpeaksClearText() {
    try (var mesh = FakeMesh.start()) {
      var run = run(mesh, Map.of("FARE_TLS_CA", "ca.pem"));
      assertThat(run.code()).isEqualTo(UNAVAILABLE);
      assertThat(run.err()).contains("TLS_FAILED").contains("speaks clear text");
    }
  }

  @Test
  void aCertificateWithoutItsKeyIsWrongUsage() {
    try (var mesh = FakeMesh.start()) {
      var run = mesh.fare("surge", "--around", "40.7,-73.9", "--tls-cert", "fare.pem");
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err())
          .contains("--tls-key: missing (expected: a file, because tls-cert is given)");
    }
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    try (var mesh = FakeMesh.start()) {
      var run = mesh.fare("surge", "--around", "40.7,-73.9", "--tls-ca", "nowhere.pem");
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).contains("nowhere.pem: no such file");
    }
  }

  private FakeMesh.Run run(FakeMesh mesh, Map<String, String> files) {
    var environment = new HashMap<>(Map.of("FARE_TARGET", mesh.targets()));
    files.forEach((variable, file) ->
        environment.put(variable, folder.resolve("tls").resolve(file).toString()));
    return FakeMesh.run(environment, false, "surge", "--around", "40.7580,-73.9855");
  }
}
