package dev.faremesh.mesh.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import dev.faremesh.mesh.EchoServer;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.access.AccessRules;
import dev.faremesh.mesh.serving.ServingPolicy;
import dev.faremesh.mesh.tls.TestAuthority;
import dev.faremesh.mesh.tls.TlsFiles;
import dev.faremesh.mesh.tls.TlsMaterial;
import dev.faremesh.mesh.v1.FaultServiceGrpc;
import dev.faremesh.mesh.v1.GetEdgesRequest;
import dev.faremesh.mesh.v1.ListFaultsRequest;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call what, with real certificates. */
@Timeout(60)
class AccessLayerTest {
  private static final AccessRules RULES =
      AccessRules.parse(
          """
          faremesh.test.v1.EchoService/Echo = spiffe://test.dev/seven, spiffe://test.dev/eleven
          faremesh.test.v1.EchoService/* = spiffe://test.dev/seven
          grpc.health.v1.Health/* = *
          """
              .getBytes(UTF_8));

  private final TestAuthority authority = new TestAuthority("authority");
  private final EventLoop loop = EventLoop.start(1);

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void stop() {
    loop.close();
  }

  @Test
  void theNamedMayCallAndOthersMayNot() throws IOException {
    try (var server = server(Optional.empty(), true);
        var seven = caller(server, "seven");
        var eleven = caller(server, "eleven")) {
      assertThat(echoFreely(seven.layers())).isEqualTo("hello");
      assertThat(echo(eleven.layers())).isEqualTo("hello");
      var failure =
          catchThrowableOfType(StatusRuntimeException.class, () -> echoFreely(eleven.layers()));
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
      assertThat(failure).hasMessageContaining("(expected: a caller whom the access rules name)");
      var info = ErrorStatus.infoOf(failure).orElseThrow();
      assertThat(info.getReason()).isEqualTo("ACCESS_DENIED");
      assertThat(info.getMetadataMap())
          .isEqualTo(
              Map.of(
                  "method",
                  "faremesh.test.v1.EchoService/EchoFreely",
                  "caller",
                  "spiffe://test.dev/eleven"));
    }
  }

  @Test
  void theRateOfACallerIsThatOfItsIdentity() throws IOException {
    var slow = ServerSettings.local(0).with(ServingPolicy.DEFAULT.withCallerRate(1));
    try (var server = server(slow, Optional.empty(), true);
        var seven = caller(server, "seven");
        var sevenAgain = caller(server, "seven");
        var eleven = caller(server, "eleven")) {
      var reason = Optional.<String>empty();
      while (reason.isEmpty()) { // a call may take as long as its token, though not every one
        reason = failureOf(seven).or(() -> failureOf(sevenAgain));
      }
      assertThat(reason).contains("RATE_LIMITED");
      assertThat(failureOf(eleven)).isEmpty();
    }
  }

  /** To be refused is work too: who tries what it may not runs dry, whether it is there or not. */
  @ParameterizedTest
  @CsvSource({
    "faremesh.test.v1.EchoService, EchoFreely",
    "faremesh.mesh.v1.MeshService, GetEdges",
    "faremesh.test.v1.EchoService, NotThere",
  })
  void callsThatAreDeniedCountForTheRate(String service, String method) throws IOException {
    var slow = ServerSettings.local(0).with(ServingPolicy.DEFAULT.withCallerRate(1));
    try (var server = server(slow, Optional.empty(), true);
        var eleven = caller(server, "eleven");
        var seven = caller(server, "seven")) {
      var name = MethodDescriptor.generateFullMethodName(service, method);
      assertThat(untilAnotherReason(eleven, name, "ACCESS_DENIED")).isEqualTo("RATE_LIMITED");
      assertThat(reasonOf(seven, name)).isNotEqualTo("RATE_LIMITED");
    }
  }

  /** Who has no name pays by its address, and nobody who has one pays with it. */
  @Test
  void callersWithoutACertificateRunDryTogether() throws IOException {
    var slow = ServerSettings.local(0).with(ServingPolicy.DEFAULT.withCallerRate(1));
    try (var server = server(slow, Optional.empty(), true);
        var nobody = nobody(server);
        var seven = caller(server, "seven")) {
      var method = EchoServiceGrpc.getEchoMethod().getFullMethodName();
      assertThat(untilAnotherReason(nobody, method, "CALLER_UNKNOWN")).isEqualTo("RATE_LIMITED");
      assertThat(failureOf(seven)).isEmpty();
    }
  }

  /** Calls for as long as each ends for the first reason, at most a hundred times. */
  private static String untilAnotherReason(MeshChannel caller, String method, String first) {
    var reason = reasonOf(caller, method);
    assertThat(reason).isEqualTo(first);
    for (int calls = 1; calls < 100 && reason.equals(first); calls++) {
      reason = reasonOf(caller, method);
    }
    return reason;
  }

  private static String reasonOf(MeshChannel caller, String method) {
    var named = EchoServiceGrpc.getEchoMethod().toBuilder().setFullMethodName(method).build();
    var failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                ClientCalls.blockingUnaryCall(
                    caller.layers(),
                    named,
                    CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
                    EchoRequest.newBuilder().setText("hello").build()));
    return failure == null
        ? ""
        : ErrorStatus.infoOf(failure).map(ErrorInfo::getReason).orElse("none");
  }

  private static Optional<String> failureOf(MeshChannel caller) {
    try {
      var _ = echo(caller.layers());
      return Optional.empty();
    } catch (StatusRuntimeException e) {
      return Optional.of(
          ErrorStatus.infoOf(e).map(ErrorInfo::getReason).orElse("" + e.getStatus().getCode()));
    }
  }

  @Test
  void healthIsForAllWhoHaveACertificate() throws IOException {
    try (var server = server(Optional.empty(), true);
        var eleven = caller(server, "eleven")) {
      assertThat(
              HealthGrpc.newBlockingStub(eleven.layers())
                  .withDeadlineAfter(20, TimeUnit.SECONDS)
                  .check(HealthCheckRequest.getDefaultInstance()))
          .isNotNull();
    }
  }

  /** The caller {@code *} is everybody who is somebody. */
  @Test
  void whoHasNoCertificateMayCallNothingNotEvenHealth() throws IOException {
    try (var server = server(Optional.empty(), true);
        var nobody = nobody(server)) {
      assertUnknown(() -> echo(nobody.layers()));
      assertUnknown(() ->
          HealthGrpc.newBlockingStub(nobody.layers())
              .withDeadlineAfter(20, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance()));
    }
  }

  @Test
  void aCertificateThatNamesNobodyIsNone() throws IOException {
    try (var server = server(Optional.empty(), true);
        var nameless =
            caller(
                server,
                authority.issue(TestAuthority.Validity.now()).writeTo(fresh(), authority))) {
      assertUnknown(() -> echo(nameless.layers()));
    }
  }

  private static void assertUnknown(ThrowingCallable call) {
    var failure = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(ErrorStatus.infoOf(failure).orElseThrow().getReason()).isEqualTo("CALLER_UNKNOWN");
  }

  @Test
  void whatLooksAfterTheServerIsClosedToThoseWhomNoRuleNames() throws IOException {
    try (var server = server(Optional.empty(), true);
        var seven = caller(server, "seven")) {
      assertThatThrownBy(() ->
              MeshServiceGrpc.newBlockingStub(seven.layers())
                  .withDeadlineAfter(20, TimeUnit.SECONDS)
                  .getEdges(GetEdgesRequest.getDefaultInstance()))
          .hasMessageStartingWith("PERMISSION_DENIED");
      // It is not served at all, and who may not call it does not learn that.
      assertThatThrownBy(() ->
              FaultServiceGrpc.newBlockingStub(seven.layers())
                  .withDeadlineAfter(20, TimeUnit.SECONDS)
                  .listFaults(ListFaultsRequest.getDefaultInstance()))
          .hasMessageStartingWith("PERMISSION_DENIED");
    }
  }

  @Test
  void rulesOfAFileStandInsteadOfWhatIsBuiltIn() throws IOException {
    var file = Files.writeString(folder.resolve("access"), "faremesh.test.v1.EchoService/* = *");
    try (var server = server(Optional.of(file), true);
        var eleven = caller(server, "eleven")) {
      assertThat(echoFreely(eleven.layers())).isEqualTo("hello");
    }
  }

  @Test
  void whereNobodyMustShowACertificateRulesOfAFileLetNobodyIn() throws IOException {
    var file = Files.writeString(folder.resolve("access"), "faremesh.test.v1.EchoService/* = *");
    try (var server = server(Optional.of(file), false);
        var anybody = caller(server, "anybody")) {
      assertUnknown(() -> echo(anybody.layers()));
    }
  }

  @Test
  void rulesWithoutTlsMakeNoSense() {
    var file = Optional.of(folder.resolve("access"));
    assertThatThrownBy(() -> new ServerSettings.Security(Optional.empty(), file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("access-file: ")
        .hasMessageEndingWith("(expected: none without tls-cert: nobody could prove who calls)");
  }

  private EchoServer server(Optional<Path> accessFile, boolean mutual) throws IOException {
    return server(ServerSettings.local(0), accessFile, mutual);
  }

  private EchoServer server(ServerSettings settings, Optional<Path> accessFile, boolean mutual)
      throws IOException {
    var server = authority.issue("server");
    var files = mutual ? server.writeTo(fresh(), authority) : server.writeTo(fresh());
    return new EchoServer(
        settings.with(new ServerSettings.Security(Optional.of(files), accessFile)), RULES);
  }

  private Path fresh() throws IOException {
    return Files.createTempDirectory(folder, "tls");
  }

  private MeshChannel caller(EchoServer server, String name) throws IOException {
    return caller(server, authority.issue(name).writeTo(fresh(), authority));
  }

  /** Believes the server, and shows nothing. */
  private MeshChannel nobody(EchoServer server) throws IOException {
    var file = Files.writeString(fresh().resolve("ca.pem"), TestAuthority.bundle(authority));
    return caller(server, new TlsFiles(Optional.empty(), Optional.empty(), Optional.of(file)));
  }

  private MeshChannel caller(EchoServer server, TlsFiles files) {
    var material = TlsMaterial.open(files, InstantSource.system(), loop.timer());
    return MeshChannel.open(
        "127.0.0.1:" + server.server.port(),
        loop,
        ChannelSettings.WHATEVER_HEALTH_SAYS.with(material.calling()));
  }

  private static String echo(Channel channel) {
    return EchoServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .echo(EchoRequest.newBuilder().setText("hello").build())
        .getText();
  }

  private static String echoFreely(Channel channel) {
    return EchoServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .echoFreely(EchoRequest.newBuilder().setText("hello").build())
        .getText();
  }
}
