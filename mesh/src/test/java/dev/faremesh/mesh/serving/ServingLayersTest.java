package dev.faremesh.mesh.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import dev.faremesh.mesh.EchoServer;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Every error that leaves a server, on real Netty: one ErrorInfo, and the right status. */
@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServingLayersTest {
  private EchoServer echo;
  private EventLoop loop;
  private MeshChannel channel;
  private EchoServiceGrpc.EchoServiceBlockingStub stub;

  @BeforeAll
  void start() {
    echo = new EchoServer();
    loop = EventLoop.start(1);
    channel = MeshChannel.open("127.0.0.1:" + echo.server.port(), loop);
    stub = EchoServiceGrpc.newBlockingStub(channel.layers());
  }

  @AfterAll
  void stop() {
    channel.close();
    loop.close();
    echo.close();
  }

  @Test
  void anAnswerPasses() {
    assertThat(stub.echo(text("hello")).getText()).isEqualTo("hello");
  }

  @Test
  void aDomainFailureIsMapped() {
    assertError(text("fail-in-domain"), Status.Code.NOT_FOUND, "ECHO_LOST", "no echo");
    assertError(text("fail-in-domain-later"), Status.Code.NOT_FOUND, "ECHO_LOST", "no echo");
  }

  @Test
  void anUnexpectedFailureKeepsItsSecrets() {
    var error = failureOf(text("fail-unexpectedly"));
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(error.getStatus().getDescription()).doesNotContain("secret");
    assertThat(onlyInfoOf(error).getReason()).isEqualTo("INTERNAL");
  }

  @Test
  void aBareStatusIsExplained() {
    assertError(text("fail-bare"), Status.Code.ABORTED, "ABORTED", "bare");
  }

  @Test
  void aHandlerThatFailsAfterItsAnswerChangesNothing() {
    assertThat(stub.echo(text("fail-twice")).getText()).isEqualTo("once");
  }

  @Test
  void brokenRulesNameFieldAndExpectation() {
    var error = failureOf(EchoRequest.newBuilder().setCount(99).build());
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    var info = onlyInfoOf(error);
    assertThat(info.getReason()).isEqualTo("VALIDATION_FAILED");
    assertThat(info.getMetadataMap()).containsOnlyKeys("text", "count");
    assertThat(error.getStatus().getDescription()).contains("count: ").contains("10");
  }

  @Test
  void aMessageOverTheLimitIsRefused() {
    var error = failureOf(text("x".repeat(2 << 20)));
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(onlyInfoOf(error).getReason()).isEqualTo("MESSAGE_TOO_LARGE");
    assertThat(error.getStatus().getDescription()) // of the request: an answer has limits too
        .isEqualTo("message of 2097157 bytes (expected: at most 1048576)");
  }

  @Test
  void whatDoesNotParseIsTheCallersErrorAndNotTheServers() {
    var error = rawCall("faremesh.test.v1.EchoService/Echo", Bytes.broken());
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(onlyInfoOf(error).getReason()).isEqualTo("REQUEST_MALFORMED");
    assertThat(error).hasMessageEndingWith("(expected: a message of the request's type)");
  }

  @Test
  void anUnknownMethodIsExplained() {
    var error = rawCall("faremesh.test.v1.EchoService/Shout", new byte[0]);
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    assertThat(onlyInfoOf(error).getReason()).isEqualTo("METHOD_UNKNOWN");
    assertThat(error.getStatus().getDescription()).contains("EchoService/Shout");
  }

  @DisplayName("T43: an error has no room for all that a caller may send")
  @Test
  void whatACallerSentIsNotGivenBackInFull() {
    var unknown = rawCall("faremesh.test.v1.EchoService/" + "x".repeat(5_000), new byte[0]);
    assertThat(onlyInfoOf(unknown).getReason()).isEqualTo("METHOD_UNKNOWN");

    var health = HealthGrpc.newBlockingStub(channel.layers());
    var request = HealthCheckRequest.newBuilder().setService("x".repeat(10_000)).build();
    var error =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> health.withDeadlineAfter(20, TimeUnit.SECONDS).check(request));
    assertThat(onlyInfoOf(error).getReason()).isEqualTo("NOT_FOUND");
    assertThat(error).hasMessageStartingWith("NOT_FOUND: unknown service xxx");
  }

  @Test
  void aCallThatIsHalfClosedWithoutARequestIsExplained() {
    var failed = new CompletableFuture<StatusRuntimeException>();
    var call = channel.layers().newCall(EchoServiceGrpc.getEchoMethod(), CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<EchoResponse>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            failed.complete(status.asRuntimeException(trailers));
          }
        },
        new Metadata());
    call.request(1);
    call.halfClose();
    var error = failed.join();
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(onlyInfoOf(error).getReason()).isEqualTo("REQUEST_EXPECTED");
  }

  @Test
  void theContractsDeadlineReachesTheServer() {
    stub.echo(text("hello"));
    assertThat(echo.deadline.timeRemaining(TimeUnit.SECONDS)).isBetween(0L, 20L);
    var error =
        catchThrowableOfType(StatusRuntimeException.class, () -> stub.echoSoon(text("never")));
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void aCallersOwnDeadlineWinsWhenItIsSooner() {
    var hurried = stub.withDeadline(io.grpc.Deadline.after(-1, TimeUnit.SECONDS)); // over already
    assertThat(
            catchThrowableOfType(StatusRuntimeException.class, () -> hurried.echo(text("hello")))
                .getStatus()
                .getCode())
        .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  private void assertError(EchoRequest request, Status.Code code, String reason, String message) {
    var error = failureOf(request);
    assertThat(error.getStatus().getCode()).isEqualTo(code);
    assertThat(error.getStatus().getDescription()).isEqualTo(message);
    assertThat(onlyInfoOf(error).getReason()).isEqualTo(reason);
  }

  private StatusRuntimeException failureOf(EchoRequest request) {
    return Optional.ofNullable(
            catchThrowableOfType(StatusRuntimeException.class, () -> stub.echo(request)))
        .orElseThrow();
  }

  private StatusRuntimeException rawCall(String name, byte[] body) {
    return Optional.ofNullable(
            catchThrowableOfType(
                StatusRuntimeException.class,
                () ->
                    ClientCalls.blockingUnaryCall(
                        channel.layers(),
                        Bytes.method(name),
                        CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
                        body)))
        .orElseThrow();
  }

  private static ErrorInfo onlyInfoOf(StatusRuntimeException error) {
    var status = Optional.ofNullable(StatusProto.fromThrowable(error)).orElseThrow();
    assertThat(status.getDetailsList().stream().filter(d -> d.is(ErrorInfo.class))).hasSize(1);
    var info = ErrorStatus.infoOf(error).orElseThrow();
    assertThat(info.getDomain()).isEqualTo("faremesh.dev");
    return info;
  }

  private static EchoRequest text(String text) {
    return EchoRequest.newBuilder().setText(text).build();
  }
}
