package dev.faremesh.mesh.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.call.Rejection;
import dev.faremesh.mesh.propagation.Caller;
import dev.faremesh.mesh.v1.GetEdgesRequest;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import dev.faremesh.test.v1.EchoServiceGrpc.EchoServiceBlockingStub;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On real Netty, for callers that may begin two calls in a second, with a clock that is moved. */
@Timeout(30)
class RateLayerTest {
  private final LayeredServer server =
      new LayeredServer(
          new HeldEcho() {
            @Override
            public void watch(EchoRequest request, StreamObserver<EchoResponse> out) {
              echo(request, out);
            }
          },
          ServingPolicy.DEFAULT.withCallerRate(2),
          () -> 0L);
  private final EchoServiceBlockingStub stub = EchoServiceGrpc.newBlockingStub(server.client);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void whoCallsTooOftenIsToldWhenToComeBack() {
    echo(stub);
    echo(stub);
    var error = failureOf(() -> echo(stub));
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(ErrorStatus.infoOf(error).orElseThrow().getReason()).isEqualTo("RATE_LIMITED");
    var trailers = Optional.ofNullable(Status.trailersFromThrowable(error)).orElseThrow();
    assertThat(trailers.get(Rejection.REJECTED_BY)).isEqualTo("rate");
    assertThat(trailers.get(Rejection.PUSHBACK)).isEqualTo("500");
    server.timer.advance(Duration.ofMillis(500));
    echo(stub);
  }

  @Test
  void callsThatAreTurnedAwayCountAsShed() {
    echo(stub);
    echo(stub);
    failureOf(() -> echo(stub));
    assertThat(server.served.snapshot().shed()).isEqualTo(1);
    assertThat(server.served.snapshot().underWay()).isZero();
  }

  @Test
  void streamsAndControlCallsAreCallsOfTheSameCaller() {
    assertThat(stub.watch(text("seven")).next().getText()).isEqualTo("seven");
    edges();
    assertThat(reasonOf(failureOf(() -> stub.watch(text("seven")).next())))
        .isEqualTo("RATE_LIMITED");
    assertThat(reasonOf(failureOf(this::edges))).isEqualTo("RATE_LIMITED");
    assertThat(server.served.snapshot().shed()).isZero(); // of unary calls to the domain
  }

  @Test
  void aNameThatACallerGivesItselfIsNobodyElses() {
    var headers = new Metadata();
    Caller.tell(headers, "somebody-else");
    var renamed =
        stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .withDeadlineAfter(Duration.ofSeconds(20)); // servers must state one
    echo(stub);
    echo(renamed);
    assertThat(reasonOf(failureOf(() -> echo(renamed)))).isEqualTo("RATE_LIMITED");
  }

  @Test
  void healthIsNeverLimited() {
    var health = HealthGrpc.newBlockingStub(server.client);
    for (int i = 0; i < 7; i++) {
      assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatusValue()).isOne();
    }
    echo(stub);
    echo(stub);
  }

  private void edges() {
    var _ =
        MeshServiceGrpc.newBlockingStub(server.client)
            .getEdges(GetEdgesRequest.getDefaultInstance());
  }

  private static void echo(EchoServiceBlockingStub stub) {
    assertThat(stub.echo(text("seven")).getText()).isEqualTo("seven");
  }

  private static StatusRuntimeException failureOf(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run);
  }

  private static String reasonOf(StatusRuntimeException error) {
    return ErrorStatus.infoOf(error).orElseThrow().getReason();
  }

  private static EchoRequest text(String text) {
    return EchoRequest.newBuilder().setText(text).build();
  }
}
