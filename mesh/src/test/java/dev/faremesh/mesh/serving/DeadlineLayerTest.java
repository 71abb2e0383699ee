package dev.faremesh.mesh.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.call.Protection;
import dev.faremesh.mesh.propagation.Caller;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.ClientInterceptor;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeadlineLayerTest {
  private final HeldEcho echo =
      new HeldEcho() {
        @Override
        public void watch(EchoRequest request, StreamObserver<EchoResponse> out) {
          echo(request, out);
        }
      };
  private final LayeredServer server = new LayeredServer(echo);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aPublicCallWithoutADeadlineGetsThatOfItsContractAndEndsWithIt() throws Exception {
    var answer = hold();
    var held = echo.next();
    var deadline = Optional.ofNullable(held.context().getDeadline()).orElseThrow();
    assertThat(deadline.timeRemaining(TimeUnit.MILLISECONDS)).isBetween(1L, 20_000L);

    server.timer.advance(Duration.ofSeconds(20));
    var error = failureOf(answer);
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(reasonOf(error)).isEqualTo("DEADLINE_EXCEEDED");
    assertThat(error)
        .hasMessageContaining("EchoService/Echo took longer than 20000 ms")
        .hasMessageContaining("its contract grants");
    assertThat(held.context().isCancelled()).isTrue();
    held.answer(); // too late, and no harm
  }

  @Test
  void aCallThatEndsLeavesNothingAtTheTimer() throws Exception {
    var answer = hold();
    var held = echo.next();
    assertThat(server.timer.pending()).isEqualTo(1);
    held.answer();
    assertThat(answer.get().getText()).isEqualTo("at last");
    untilNothingIsAtTheTimer();

    var cancelled = hold();
    var _ = echo.next();
    assertThat(server.timer.pending()).isEqualTo(1);
    cancelled.cancel(true);
    untilNothingIsAtTheTimer();
  }

  @Test
  void aCallersOwnDeadlineStands() throws Exception {
    var _ =
        EchoServiceGrpc.newFutureStub(server.client)
            .withDeadlineAfter(Duration.ofSeconds(7))
            .echo(text("hold"));
    assertThat(remainingOf(echo.next()).orElseThrow()).isBetween(1L, 7_000L);
    assertThat(server.timer.pending()).isZero();
  }

  @Test
  void aMethodWithoutAPolicyHasNoDeadlineOfOurs() throws Exception {
    var _ = EchoServiceGrpc.newFutureStub(server.client).echoFreely(text("hold"));
    assertThat(remainingOf(echo.next())).isEmpty();
  }

  @Test
  void aServerThatCallsWithoutADeadlineIsRefused() {
    var stub = EchoServiceGrpc.newBlockingStub(server.client).withInterceptors(asServer());
    for (int method = 0; method < 2; method++) {
      boolean withPolicy = method == 0;
      var error =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () -> {
                var _ = withPolicy ? stub.echo(text("seven")) : stub.echoFreely(text("seven"));
              });
      assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
      assertThat(reasonOf(error)).isEqualTo("DEADLINE_MISSING");
      assertThat(error).hasMessageContaining("without a deadline (expected: one)");
    }
    var timely = stub.withDeadlineAfter(Duration.ofSeconds(20));
    assertThat(timely.echo(text("seven")).getText()).isEqualTo("seven");
  }

  @Test
  void streamsAndHealthNeedNone() {
    var stub = EchoServiceGrpc.newBlockingStub(server.client).withInterceptors(asServer());
    assertThat(stub.watch(text("eleven")).next().getText()).isEqualTo("eleven");
    var health = HealthGrpc.newBlockingStub(server.client).withInterceptors(asServer());
    assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatusValue()).isOne();
  }

  @Test
  void switchedOffItGrantsNothingAndRefusesNobody() throws Exception {
    server.switches.set(Protection.DEADLINE, false);
    var stub = EchoServiceGrpc.newFutureStub(server.client).withInterceptors(asServer());
    var answer = stub.echo(text("hold"));
    var held = echo.next();
    assertThat(remainingOf(held)).isEmpty();
    held.answer();
    assertThat(answer.get().getText()).isEqualTo("at last");
  }

  private Future<EchoResponse> hold() {
    return EchoServiceGrpc.newFutureStub(server.client).echo(text("hold"));
  }

  private static Optional<Long> remainingOf(HeldEcho.Held held) {
    return Optional.ofNullable(held.context().getDeadline())
        .map((Deadline d) -> d.timeRemaining(TimeUnit.MILLISECONDS));
  }

  private void untilNothingIsAtTheTimer() {
    Eventually.holds(
        () -> server.timer.pending() == 0); // the server hears of the end in its own time
  }

  private static ClientInterceptor asServer() {
    var headers = new Metadata();
    Caller.tell(headers, "pricing-server");
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  private static StatusRuntimeException failureOf(Future<?> answer) {
    var failed = catchThrowableOfType(ExecutionException.class, answer::get);
    return Optional.ofNullable((StatusRuntimeException) failed.getCause()).orElseThrow();
  }

  private static String reasonOf(StatusRuntimeException error) {
    return ErrorStatus.infoOf(error).orElseThrow().getReason();
  }

  private static EchoRequest text(String text) {
    return EchoRequest.newBuilder().setText(text).build();
  }
}
