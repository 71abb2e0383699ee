package dev.faremesh.mesh.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.mesh.EchoServer;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.access.AccessRules;
import dev.faremesh.mesh.tls.TestAuthority;
import dev.faremesh.mesh.tls.TestAuthority.Issued;
import dev.faremesh.mesh.tls.TestAuthority.Validity;
import dev.faremesh.mesh.tls.TlsFiles;
import dev.faremesh.mesh.tls.TlsMaterial;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.assertj.core.api.AbstractStringAssert;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may talk to whom, on real sockets. */
@Timeout(60)
class TlsServerTest {
  private static final InstantSource NOW = InstantSource.system();
  private static final InstantSource TWO_HOURS_AGO = () -> Instant.now().minus(Duration.ofHours(2));

  private static final AccessRules EVERYBODY =
      AccessRules.parse(
          "faremesh.test.v1.EchoService/* = *\ngrpc.health.v1.Health/* = *".getBytes(UTF_8));

  /** Netty logs each handshake that fails. */
  private static final Logger NETTY = Logger.getLogger("io.grpc");

  private final TestAuthority seven = new TestAuthority("seven");
  private final TestAuthority eleven = new TestAuthority("eleven");
  private final EventLoop loop = EventLoop.start(1);

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void logNoHandshakes() {
    NETTY.setLevel(Level.OFF);
  }

  @AfterEach
  void stop() {
    loop.close();
    NETTY.setLevel(null);
  }

  @Test
  void bothEndsBelieveOneAuthority() throws IOException {
    try (var server = serving(seven.issue("echo"), seven)) {
      assertThat(echo(server, files(seven.issue("caller"), seven), NOW)).isEqualTo("hello");
    }
  }

  @Test
  void aServerWithoutAuthoritiesTakesCallersWithoutACertificate() throws IOException {
    try (var server = serving(seven.issue("echo"))) {
      assertThat(echo(server, authorities(seven), NOW)).isEqualTo("hello");
    }
  }

  @Test
  void aServerOfAnotherAuthorityIsNotBelieved() throws IOException {
    try (var server = serving(eleven.issue("echo"))) {
      refused(server, authorities(seven), NOW)
          .contains("the certificate of the server is not believed")
          .contains("unable to find valid certification path");
    }
  }

  @Test
  void aServerThatHasExpiredIsNotBelieved() throws IOException {
    var files = files(seven.issue("echo", Validity.past()));
    var material = TlsMaterial.open(files, TWO_HOURS_AGO, loop.timer());
    try (var server = new PingServer("seven", 0, builder -> {}, material.serving())) {
      refused(server.port(), authorities(seven), NOW)
          .contains("the certificate of the server is not believed")
          .contains("NotAfter");
    }
  }

  @Test
  void aServerThatIsCalledByAnotherNameIsNotBelieved() throws IOException {
    var elsewhere = seven.issue(Validity.now(), new GeneralName(GeneralName.dNSName, "elsewhere"));
    try (var server = serving(elsewhere)) {
      refused(server, authorities(seven), NOW)
          .contains("the certificate of the server is not believed")
          .contains("127.0.0.1");
    }
  }

  /** It gets a connection, to be told so on, and no call. */
  @Test
  void aCallerWithoutACertificateDoesNotGetIn() throws IOException {
    try (var server = serving(seven.issue("echo"), seven)) {
      var failure =
          catchThrowableOfType(
              StatusRuntimeException.class, () -> echo(server, authorities(seven), NOW));
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(ErrorStatus.infoOf(failure))
          .hasValueSatisfying(info -> assertThat(info.getReason()).isEqualTo("CALLER_UNKNOWN"));
    }
  }

  @Test
  void aCallerOfAnotherAuthorityDoesNotGetIn() throws IOException {
    try (var server = serving(seven.issue("echo"), seven)) {
      refused(server, files(eleven.issue("caller"), seven), NOW)
          .contains("the server refuses this caller");
    }
  }

  @Test
  void aCallerThatHasExpiredDoesNotGetIn() throws IOException {
    try (var server = serving(seven.issue("echo"), seven)) {
      refused(server, files(seven.issue("caller", Validity.past()), seven), TWO_HOURS_AGO)
          .contains("the server refuses this caller");
    }
  }

  @Test
  void aServerHangsUpOnACallerInClearText() throws IOException {
    try (var server = serving(seven.issue("echo"), seven);
        var channel = MeshChannel.open("127.0.0.1:" + server.server.port(), loop)) {
      assertThatThrownBy(() -> echo(channel))
          .hasMessage("UNAVAILABLE: Network closed for unknown reason");
    }
  }

  @Test
  void aCallerWithTlsIsToldThatTheServerSpeaksClearText() throws IOException {
    try (var server = new EchoServer()) {
      refused(server, authorities(seven), NOW).contains("speaks clear text");
    }
  }

  /** The certificate has not the name by which the server calls itself. */
  @Test
  void aServerCanRehearseWhateverItsNameIs() throws IOException {
    var elsewhere = seven.issue(Validity.now(), new GeneralName(GeneralName.dNSName, "elsewhere"));
    try (var server = serving(elsewhere, seven)) {
      var answers = new ArrayList<String>();
      var _ =
          server.server.rehearse(self ->
              answers.add(
                  EchoServiceGrpc.newBlockingStub(self)
                      .withDeadlineAfter(20, TimeUnit.SECONDS)
                      .echo(EchoRequest.newBuilder().setText("self").build())
                      .getText()));
      assertThat(answers).isNotEmpty().containsOnly("self");
    }
  }

  @Test
  void aServerCallsOthersWithItsCertificate() throws IOException {
    try (var called = serving(seven.issue("called"), seven);
        var caller = serving(seven.issue("caller"), seven)) {
      var channel = caller.node.open("called", "127.0.0.1:" + called.server.port());
      called.server.ready();
      assertThat(echo(channel)).isEqualTo("hello");
    }
  }

  @Test
  void aServerWithAWrongCertificateDoesNotStart() throws IOException {
    var files = files(seven.issue("echo", Validity.past()), seven);
    var settings = ServerSettings.local(0).with(new ServerSettings.Security(Optional.of(files)));
    assertThatThrownBy(() -> new EchoServer(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tls.pem")
        .hasMessageContaining("(expected: now)");
  }

  private EchoServer serving(Issued issued, TestAuthority... authorities) throws IOException {
    var files = files(issued, authorities);
    return new EchoServer(
        ServerSettings.local(0).with(new ServerSettings.Security(Optional.of(files))), EVERYBODY);
  }

  private TlsFiles files(Issued issued, TestAuthority... authorities) throws IOException {
    return issued.writeTo(Files.createTempDirectory(folder, "tls"), authorities);
  }

  private TlsFiles authorities(TestAuthority... authorities) throws IOException {
    var path = Files.createTempFile(folder, "ca", ".pem");
    Files.writeString(path, TestAuthority.bundle(authorities));
    return new TlsFiles(Optional.empty(), Optional.empty(), Optional.of(path));
  }

  private String echo(EchoServer server, TlsFiles files, InstantSource clock) {
    try (var material = TlsMaterial.open(files, clock, loop.timer());
        var channel = open(server.server.port(), material)) {
      return echo(channel);
    }
  }

  private static String echo(MeshChannel channel) {
    return EchoServiceGrpc.newBlockingStub(channel.layers())
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .echo(EchoRequest.newBuilder().setText("hello").build())
        .getText();
  }

  private MeshChannel open(int port, TlsMaterial material) {
    return MeshChannel.open(
        "127.0.0.1:" + port, loop, ChannelSettings.WHATEVER_HEALTH_SAYS.with(material.calling()));
  }

  private AbstractStringAssert<?> refused(EchoServer server, TlsFiles files, InstantSource clock) {
    return refused(server.server.port(), files, clock);
  }

  private AbstractStringAssert<?> refused(int port, TlsFiles files, InstantSource clock) {
    try (var material = TlsMaterial.open(files, clock, loop.timer());
        var channel = open(port, material)) {
      return messageOf(channel);
    }
  }

  private static AbstractStringAssert<?> messageOf(MeshChannel channel) {
    var failure = catchThrowableOfType(StatusRuntimeException.class, () -> echo(channel));
    assertThat(failure.getStatus().getCode())
        .describedAs("%s", failure)
        .isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(ErrorStatus.infoOf(failure))
        .describedAs("%s", failure)
        .hasValueSatisfying(info -> assertThat(info.getReason()).isEqualTo("TLS_FAILED"));
    return assertThat(String.valueOf(failure.getStatus().getDescription()));
  }
}
