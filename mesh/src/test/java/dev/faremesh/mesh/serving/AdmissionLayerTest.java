package dev.faremesh.mesh.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.call.Protection;
import dev.faremesh.mesh.call.Rejection;
import dev.faremesh.mesh.propagation.Criticality;
import dev.faremesh.mesh.v1.GetEdgesRequest;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import dev.faremesh.test.v1.EchoServiceGrpc.EchoServiceBlockingStub;
import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On real Netty, with room for 20 calls: 10 may be sheddable, 18 critical. */
@Timeout(30)
class AdmissionLayerTest {
  private static final int MOST = 20;

  private final HeldEcho echo =
      new HeldEcho() {
        @Override
        public void watch(EchoRequest request, StreamObserver<EchoResponse> out) {
          echo(request, out);
        }
      };
  private final LayeredServer server =
      new LayeredServer(echo, ServingPolicy.DEFAULT.withMaxCalls(MOST), () -> 0L, new Refusing());
  private final EchoServiceBlockingStub stub = EchoServiceGrpc.newBlockingStub(server.client);

  @AfterEach
  void close() {
    server.close();
  }

  @DisplayName("T31: a call is shed before its request is parsed, and says that none should follow")
  @Test
  void whatIsTooMuchIsShedUnparsed() throws Exception {
    hold(18);
    var error = failureOf(this::callBroken);
    assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(reasonOf(error)).isEqualTo("OVERLOADED");
    assertThat(error).hasMessageContaining("class CRITICAL, 90 % of its limit");
    var trailers = Optional.ofNullable(error.getTrailers()).orElseThrow();
    assertThat(trailers.get(Rejection.REJECTED_BY)).isEqualTo("admission");
    assertThat(trailers.get(Rejection.PUSHBACK)).isEqualTo("-1");
    assertThat(server.served.snapshot().shed()).isEqualTo(1);
  }

  @Test
  void theLeastCriticalAreShedFirst() throws Exception {
    hold(10);
    assertThat(reasonOf(failureOf(() -> as(Criticality.SHEDDABLE).echo(text("seven")))))
        .isEqualTo("OVERLOADED");
    assertThat(as(Criticality.SHEDDABLE_PLUS).echo(text("eleven")).getText()).isEqualTo("eleven");
    hold(8);
    assertThat(reasonOf(failureOf(() -> stub.echo(text("seven"))))).isEqualTo("OVERLOADED");
    assertThat(as(Criticality.CRITICAL_PLUS).echo(text("eleven")).getText()).isEqualTo("eleven");
  }

  @DisplayName("T19: however a call ends, its permit comes back")
  @Test
  void everyEndingGivesThePermitBack() throws Exception {
    stub.echo(text("seven"));
    failureOf(() -> stub.echo(text("fail")));
    failureOf(() -> stub.echo(text("throw")));
    failureOf(() -> stub.echo(EchoRequest.newBuilder().setText("x").setCount(11).build()));
    failureOf(() -> stub.echo(text("x".repeat(2 << 20))));
    failureOf(this::callBroken);
    failureOf(() -> stub.guardedWrite(text("refused before it starts")));
    failureOf(() -> stub.guarded(text("refused before it starts")));
    untilUnderWay(0);

    hold(1).getFirst().cancel(true);
    untilUnderWay(0);

    hold(1);
    server.timer.advance(Duration.ofSeconds(20)); // the deadline of its contract
    untilUnderWay(0);

    hold(7);
    server.client.shutdownNow();
    untilUnderWay(0);
  }

  @DisplayName("T12: callers that give up, as those do that hedge, lower no limit")
  @Test
  void cancelledCallsAreNoSigns() throws Exception {
    for (int rounds = 0; rounds < 10; rounds++) {
      hold(16).forEach(call -> call.cancel(true));
      untilUnderWay(0);
    }
    assertThat(server.served.snapshot().limit()).isEqualTo(MOST);
  }

  @Test
  void answersThatTakeTooLongLowerTheLimit() throws Exception {
    var answers = hold(16);
    server.timer.advance(Duration.ofSeconds(11)); // of the 20 that the contract grants
    for (int i = 0; i < answers.size(); i++) {
      echo.next().answer(); // calls may come in another order than they were made
    }
    untilUnderWay(0);
    assertThat(server.served.snapshot().limit()).isEqualTo(12); // 0.8 of 16
  }

  @Test
  void callsThatRunOutOfTimeLowerTheLimit() throws Exception {
    hold(16);
    server.timer.advance(Duration.ofSeconds(20));
    untilUnderWay(0);
    assertThat(server.served.snapshot().limit()).isEqualTo(12); // 0.8 of 16
  }

  @Test
  void callersWhoseOwnTimeRunsOutLowerTheLimitIfItWasFair() throws Exception {
    var hurried =
        EchoServiceGrpc.newFutureStub(server.client).withDeadlineAfter(Duration.ofSeconds(1));
    for (int i = 0; i < 16; i++) {
      var _ = hurried.echo(text("hold"));
      var _ = echo.next();
    }
    server.timer.advance(Duration.ofSeconds(11)); // as the server sees it; the contract grants 20
    untilUnderWay(0);
    assertThat(server.served.snapshot().limit()).isLessThan(MOST);
  }

  @DisplayName("T32: health, reflection and control pass when no other call does")
  @Test
  void thatByWhichAServerIsLookedAfterPasses() throws Exception {
    hold(18);
    failureOf(() -> stub.echo(text("seven")));
    var health = HealthGrpc.newBlockingStub(server.client);
    assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatusValue()).isOne();
    var control = MeshServiceGrpc.newBlockingStub(server.client);
    assertThat(control.getEdges(GetEdgesRequest.getDefaultInstance()).getEdgesCount()).isZero();
    assertThat(services()).contains("faremesh.test.v1.EchoService");
    assertThat(server.served.snapshot().underWay()).isEqualTo(18);
  }

  @Test
  void streamsNeedNoPermitAndTakeNone() throws Exception {
    hold(18);
    assertThat(stub.watch(text("eleven")).next().getText()).isEqualTo("eleven");
    stub.watch(text("hold"));
    for (int held = 0; held < 19; held++) {
      var _ = echo.next();
    }
    assertThat(server.served.snapshot().underWay()).isEqualTo(18);
  }

  @Test
  void switchedOffNothingIsShed() throws Exception {
    hold(18);
    server.switches.set(Protection.ADMISSION, false);
    assertThat(stub.echo(text("eleven")).getText()).isEqualTo("eleven");
    assertThat(server.served.snapshot().underWay()).isEqualTo(18);
  }

  private List<Future<EchoResponse>> hold(int calls) {
    int before = server.served.snapshot().underWay();
    List<Future<EchoResponse>> answers = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      answers.add(EchoServiceGrpc.newFutureStub(server.client).echo(text("hold")));
    }
    untilUnderWay(before + calls);
    return answers;
  }

  private void untilUnderWay(int calls) {
    Eventually.holds(() -> server.served.snapshot().underWay() == calls);
  }

  private void callBroken() {
    ClientCalls.blockingUnaryCall(
        server.client,
        Bytes.method("faremesh.test.v1.EchoService/Echo"),
        CallOptions.DEFAULT,
        Bytes.broken());
  }

  private EchoServiceBlockingStub as(Criticality criticality) {
    var headers = new Metadata();
    criticality.tell(headers);
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private List<String> services() {
    var listed = new CompletableFuture<List<String>>();
    var request =
        ServerReflectionGrpc.newStub(server.client)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    listed.complete(
                        response.getListServicesResponse().getServiceList().stream()
                            .map(service -> service.getName())
                            .toList());
                  }

                  @Override
                  public void onError(Throwable failure) {
                    listed.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    request.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    var services = listed.join();
    request.onCompleted();
    return services;
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

  /** Starts no call of some methods. */
  private static final class Refusing implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      switch (String.valueOf(call.getMethodDescriptor().getBareMethodName())) {
        case "Guarded" -> throw new IllegalStateException("as it was told");
        case "GuardedWrite" -> throw Status.ABORTED.asRuntimeException();
        default -> {}
      }
      return next.startCall(call, headers);
    }
  }
}
