package dev.faremesh.mesh.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.mesh.EchoServer;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.access.AccessRules;
import dev.faremesh.mesh.serving.ConnectionPolicy;
import dev.faremesh.mesh.serving.ServingPolicy;
import dev.faremesh.mesh.tls.TestAuthority;
import dev.faremesh.mesh.tls.TestAuthority.Issued;
import dev.faremesh.mesh.tls.TestAuthority.Validity;
import dev.faremesh.mesh.tls.TlsFiles;
import dev.faremesh.mesh.tls.TlsMaterial;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.assertj.core.api.AbstractStringAssert;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may talk to whom, on real sockets. */
@Timeout(60)
class TlsServerTest {
  private static final InstantSource NOW = InstantSource.system();
  private static final InstantSource TWO_HOURS_AGO = () -> Instant.now().minus(Duration.ofHours(2));

  private static final AccessRules EVERYBODY =
      AccessRules.parse(
          "faremesh.test.v1.EchoService/* = *\ngrpc.health.v1.Health/* = *".getBytes(UTF_8));

  /** The beginning of a record that announces 512 bytes of a ClientHello. */
  private static final byte[] HELLO = {22, 3, 1, 2, 0, 1, 0};

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
  void aServerThatSignedItsOwnCertificateIsNotBelieved() throws IOException {
    try (var server = serving(TestAuthority.selfSigned("echo"))) {
      refused(server, authorities(seven), NOW)
          .contains("the certificate of the server is not believed");
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
  void aCallerThatSignedItsOwnCertificateDoesNotGetIn() throws IOException {
    try (var server = serving(seven.issue("echo"), seven)) {
      refused(server, files(TestAuthority.selfSigned("caller"), seven), NOW)
          .contains("the server refuses this caller");
    }
  }

  @Test
  void aCallerOfTls12DoesNotGetIn() throws IOException, GeneralSecurityException {
    try (var server = serving(seven.issue("echo"), seven)) {
      int port = server.server.port();
      var caller = seven.issue("caller");
      assertThat(sessionOf(port, caller, "TLSv1.3")).isEqualTo("TLSv1.3");
      assertThatThrownBy(() -> sessionOf(port, caller, "TLSv1.2"))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("protocol_version");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7})
  void whoDoesNotFinishAHelloIsHungUpOn(int bytes) throws IOException {
    var quick =
        new ConnectionPolicy(
            16, Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofSeconds(1));
    var settings = ServerSettings.local(0).with(ServingPolicy.DEFAULT.with(quick));
    try (var server = serving(settings, seven.issue("echo"), seven);
        var client = new RawClient(server.server.port())) {
      client.send(Arrays.copyOf(HELLO, bytes));
      assertThat(client.awaitEnd()).isEmpty();
      assertThat(echo(server, files(seven.issue("caller"), seven), NOW)).isEqualTo("hello");
    }
  }

  @Test
  void whoSaysNonsenseInPlaceOfAHelloIsHungUpOn() throws IOException {
    var random = new Random(7);
    var bytes = new byte[1 << 16];
    try (var server = serving(seven.issue("echo"), seven)) {
      for (int i = 0; i < 20; i++) {
        random.nextBytes(bytes);
        try (var client = new RawClient(server.server.port())) {
          client.send(bytes);
          client.awaitEnd();
        }
      }
      assertThat(echo(server, files(seven.issue("caller"), seven), NOW)).isEqualTo("hello");
    }
  }

  @Test
  void probesNeedNoCertificateAtTheHealthPort() throws IOException {
    try (var server =
            serving(ServerSettings.local(0).withHealthPort(0), seven.issue("echo"), seven);
        var probe =
            MeshChannel.open("127.0.0.1:" + server.server.healthPort().orElseThrow(), loop)) {
      assertThat(
              HealthGrpc.newBlockingStub(probe.layers())
                  .withDeadlineAfter(20, TimeUnit.SECONDS)
                  .check(HealthCheckRequest.newBuilder().setService("liveness").build())
                  .getStatus())
          .isEqualTo(ServingStatus.SERVING);
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
    return serving(ServerSettings.local(0), issued, authorities);
  }

  private EchoServer serving(ServerSettings settings, Issued issued, TestAuthority... authorities)
      throws IOException {
    var files = files(issued, authorities);
    return new EchoServer(
        settings.with(new ServerSettings.Security(Optional.of(files))), EVERYBODY);
  }

  /** The version of TLS that a server agrees to, with a client of the JDK that offers just one. */
  private static String sessionOf(int port, Issued caller, String version)
      throws IOException, GeneralSecurityException {
    var nobodysSecret = new char[0];
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, nobodysSecret);
    store.setKeyEntry(
        "caller", caller.key(), nobodysSecret, new Certificate[] {caller.certificate()});
    var keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, nobodysSecret);
    var context = SSLContext.getInstance("TLS");
    context.init(
        keys.getKeyManagers(), InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
    try (var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      var offer = socket.getSSLParameters();
      offer.setProtocols(new String[] {version});
      offer.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(offer);
      socket.startHandshake();
      return socket.getSession().getProtocol();
    }
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
