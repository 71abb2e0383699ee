package dev.faremesh.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole stack of a caller, against a callee on real Netty. */
@Timeout(30)
class ClientLayersTest {
  private static final EchoRequest HELLO = EchoRequest.newBuilder().setText("hello").build();

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<AutoCloseable> closeables = new ArrayList<>();
  private final ScriptedServer callee = callee();
  private final Edge edge = edge();
  private final EchoServiceGrpc.EchoServiceBlockingStub stub =
      EchoServiceGrpc.newBlockingStub(channelTo(callee, edge));

  ClientLayersTest() throws IOException {}

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable closeable : closeables.reversed()) {
      closeable.close();
    }
    timer.shutdownNow();
  }

  @Test
  void aFailureThatMayPassIsTriedAgain() {
    callee.fail(Status.UNAVAILABLE);
    assertThat(stub.guarded(HELLO).getText()).isEqualTo("hello");
    assertThat(callee.calls).hasSize(2);
    assertThat(counts().calls()).isEqualTo(1);
    assertThat(counts().attempts()).isEqualTo(2);
  }

  /** It did nothing by itself: without a deadline there was no attempt but the first. */
  @Test
  void aRetryNeedsNoDeadline() {
    edge.switches().set(Protection.DEADLINE, false);
    callee.fail(Status.UNAVAILABLE);
    assertThat(stub.guarded(HELLO).getText()).isEqualTo("hello");
    assertThat(callee.calls).hasSize(2);
    var timeout = Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);
    assertThat(callee.calls).noneMatch(headers -> headers.containsKey(timeout));
  }

  @DisplayName("T9: the timeout of an attempt works, and leaves the call its deadline")
  @Test
  void anAttemptThatHangsIsFollowedByAnother() throws Exception {
    callee.hang();
    assertThat(stub.guarded(HELLO).getText()).isEqualTo("hello");
    assertThat(callee.calls).hasSize(2);
    assertThat(callee.cancelled.poll(20, TimeUnit.SECONDS)).isEqualTo("cancelled");
  }

  @Test
  void whatWillNotPassIsNotTriedAgain() {
    callee.fail(Status.INVALID_ARGUMENT);
    assertThat(failure(() -> stub.guarded(HELLO)).getStatus().getCode())
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(callee.calls).hasSize(1);
  }

  @DisplayName("T13: a method with effects and without a request id is made once")
  @Test
  void effectsAreNotRepeated() {
    callee.fail(Status.UNAVAILABLE);
    assertThat(failure(() -> stub.guardedWrite(HELLO)).getStatus().getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(callee.calls).hasSize(1);
  }

  @Test
  void aServerThatSaysNotToIsNotTriedAgain() {
    var trailers = new Metadata();
    trailers.put(Rejection.PUSHBACK, "-1");
    callee.fail(Status.UNAVAILABLE, trailers);
    failure(() -> stub.guarded(HELLO));
    assertThat(callee.calls).hasSize(1);
  }

  @Test
  void aCallThatIsCancelledWhileItWaitsForItsNextAttemptEndsAndMakesNone() throws Exception {
    var trailers = new Metadata();
    trailers.put(Rejection.PUSHBACK, "8000");
    callee.fail(Status.UNAVAILABLE, trailers);
    var call =
        channelTo(callee, edge).newCall(EchoServiceGrpc.getGuardedMethod(), CallOptions.DEFAULT);
    var ended = new CompletableFuture<Status>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            ended.complete(status);
          }
        },
        new Metadata());
    call.request(2);
    call.sendMessage(HELLO);
    call.halfClose();
    while (edge.retriesLeft() >= 1) { // until the next attempt was granted
      Thread.onSpinWait();
    }
    call.cancel("no longer wanted", null);
    assertThat(ended.get(20, TimeUnit.SECONDS).isOk()).isFalse();
    assertThat(callee.calls).hasSize(1);
  }

  @Test
  void whatIsTurnedAwayIsNotCountedAsSent() {
    callee.fail(Status.UNAVAILABLE, 1000);
    for (int i = 0; i < 50; i++) {
      failure(() -> stub.guarded(HELLO));
    }
    assertThat(counts().rejectedByBreaker()).isPositive();
    assertThat(counts().attempts()).isEqualTo(callee.calls.size());
  }

  @Test
  void theBudgetEndsARetryStorm() {
    stub.guarded(HELLO); // so that the breaker's window is not failures alone
    edge.switches().set(Protection.BREAKER, false);
    callee.fail(Status.UNAVAILABLE, 1000);
    for (int i = 0; i < 100; i++) {
      failure(() -> stub.guarded(HELLO));
    }
    assertThat(counts().attempts()).isBetween(140L, 153L); // a share of 0.5, and one to start with
  }

  @DisplayName("T7, T8: over two hops the leaf sees the attempts of one")
  @Test
  void onlyOneHopRetries() throws Exception {
    var middleEdge = edge();
    var middle = EchoServiceGrpc.newBlockingStub(channelTo(callee, middleEdge));
    var root = callee();
    var rootEdge = edge();
    var rootStub = EchoServiceGrpc.newBlockingStub(channelTo(root, rootEdge));
    callee.fail(Status.UNAVAILABLE, 100);
    root.relay(middle).relay(middle).relay(middle);

    failure(() -> rootStub.guarded(HELLO));
    assertThat(root.calls).hasSizeBetween(1, 3);
    assertThat(callee.calls).hasSize(root.calls.size());
  }

  @Test
  void anOpenBreakerRejectsWithoutCallingTheServerAndIsNotTriedAgain() {
    callee.fail(Status.UNAVAILABLE, 100);
    StatusRuntimeException rejected = failure(() -> stub.guarded(HELLO));
    while (reasonOf(rejected).map(r -> !r.equals("BREAKER_OPEN")).orElse(true)) {
      rejected = failure(() -> stub.guarded(HELLO));
    }
    int called = callee.calls.size();
    rejected = failure(() -> stub.guarded(HELLO));
    assertThat(callee.calls).hasSize(called);
    assertThat(rejected.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(Optional.ofNullable(rejected.getTrailers()).orElseThrow().get(Rejection.PUSHBACK))
        .isEqualTo("-1");
  }

  @Test
  void callsOverTheLimitAreRejectedAndCancelledOnesMakeRoom() throws Exception {
    callee.hang().hang();
    var slow = EchoServiceGrpc.newFutureStub(channelTo(callee, edge));
    var first = slow.guardedWrite(HELLO);
    var second = slow.guardedWrite(HELLO);
    assertThat(callee.hanging.poll(20, TimeUnit.SECONDS)).isEqualTo("hanging");
    assertThat(callee.hanging.poll(20, TimeUnit.SECONDS)).isEqualTo("hanging");
    assertThat(reasonOf(failure(() -> stub.guardedWrite(HELLO)))).contains("LIMIT_REACHED");
    first.cancel(true);
    writeWhenThereIsRoom();
    second.cancel(true);
    writeWhenThereIsRoom();
  }

  /** A cancelled call gives its permit back when the transport has heard of it. */
  private void writeWhenThereIsRoom() {
    while (true) {
      try {
        assertThat(stub.guardedWrite(HELLO).getText()).isEqualTo("hello");
        return;
      } catch (StatusRuntimeException e) {
        assertThat(reasonOf(e)).contains("LIMIT_REACHED");
      }
    }
  }

  @Test
  void aCallWithoutADeadlineCannotBeMade() {
    var rejected = failure(() -> stub.echoFreely(HELLO));
    assertThat(reasonOf(rejected)).contains("DEADLINE_MISSING");
    assertThat(callee.calls).isEmpty();
    assertThat(stub.withDeadlineAfter(9, TimeUnit.SECONDS).echoFreely(HELLO).getText())
        .isEqualTo("hello");
  }

  @Test
  void aProtectionThatIsOffDoesNothing() {
    edge.switches().set(Protection.RETRY, false);
    callee.fail(Status.UNAVAILABLE);
    failure(() -> stub.guarded(HELLO));
    assertThat(callee.calls).hasSize(1);
  }

  private Counts.Snapshot counts() {
    return edge.methods().iterator().next().counts().snapshot();
  }

  private static Optional<String> reasonOf(StatusRuntimeException failure) {
    return ErrorStatus.infoOf(failure).map(com.google.rpc.ErrorInfo::getReason);
  }

  private static StatusRuntimeException failure(Runnable call) {
    return Optional.ofNullable(catchThrowableOfType(StatusRuntimeException.class, call::run))
        .orElseThrow();
  }

  private ScriptedServer callee() throws IOException {
    var server = new ScriptedServer();
    closeables.add(server);
    return server;
  }

  private Edge edge() {
    return new Edge(
        "callee",
        "in this process",
        "",
        Policies.ofContracts(),
        Timing.system(timer),
        Switches.allOn(),
        Connection.ALWAYS_READY);
  }

  private io.grpc.Channel channelTo(ScriptedServer server, Edge edge) {
    ManagedChannel connections =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port())
            .usePlaintext()
            .directExecutor()
            .build();
    closeables.add(() -> connections.shutdownNow().awaitTermination(5, TimeUnit.SECONDS));
    return ClientLayers.around(connections, edge);
  }
}
