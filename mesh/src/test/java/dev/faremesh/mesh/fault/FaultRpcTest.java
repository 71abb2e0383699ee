package dev.faremesh.mesh.fault;

import static dev.faremesh.mesh.fault.FaultedServer.ECHO;
import static dev.faremesh.mesh.fault.FaultedServer.fault;
import static dev.faremesh.mesh.fault.FaultedServer.millis;
import static dev.faremesh.mesh.fault.FaultedServer.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import com.google.rpc.Code;
import dev.faremesh.mesh.EchoServer;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.mesh.server.ServerSettings.Controls;
import dev.faremesh.mesh.server.ServerSettings.Drain;
import dev.faremesh.mesh.v1.Abort;
import dev.faremesh.mesh.v1.ActiveFault;
import dev.faremesh.mesh.v1.ClearFaultsRequest;
import dev.faremesh.mesh.v1.Delay;
import dev.faremesh.mesh.v1.Fault;
import dev.faremesh.mesh.v1.FaultServiceGrpc;
import dev.faremesh.mesh.v1.InjectFaultRequest;
import dev.faremesh.mesh.v1.ListFaultsRequest;
import dev.faremesh.mesh.v1.LogNormal;
import dev.faremesh.mesh.v1.Reset;
import dev.faremesh.mesh.v1.Stall;
import dev.faremesh.mesh.v1.Uniform;
import dev.faremesh.mesh.v1.WorkerQueue;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** FaultService as a server of the mesh serves it, behind all of its layers. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultRpcTest {
  private static final ServerSettings FAULTY =
      ServerSettings.local(0).with(new Controls(true, false));

  private final EchoServer echo = new EchoServer(FAULTY);
  private final EventLoop loop = EventLoop.start(1);
  private final MeshChannel channel = open(echo);

  @AfterEach
  void clear() {
    rpc().clearFaults(ClearFaultsRequest.getDefaultInstance());
  }

  @AfterAll
  void stop() {
    channel.close();
    loop.close();
    echo.close();
  }

  @Test
  void whatIsInjectedIsInForceListedAndCleared() {
    var aborting = fault(ECHO).setAbort(Abort.newBuilder().setCode(Code.DATA_LOSS)).build();
    var other = fault(FaultedServer.WATCH).setStall(Stall.getDefaultInstance()).build();

    var injected = inject(aborting);
    inject(other);

    assertThat(injected.getFault()).isEqualTo(aborting);
    assertThat(injected.getExpireTime().getSeconds()).isPositive();
    assertThat(failureOf(() -> echo().echo(request("seven"))).getStatus().getCode())
        .isEqualTo(Status.Code.DATA_LOSS);
    assertThat(list()).extracting(ActiveFault::getFault).containsExactly(aborting, other);
    assertThat(list()).extracting(ActiveFault::getHits).containsExactly(1L, 0L);

    var cleared = clear(aborting.getFaultId());

    assertThat(cleared).extracting(ActiveFault::getFault).containsExactly(aborting);
    assertThat(echo().echo(request("eleven")).getText()).isEqualTo("eleven");
    assertThat(rpc().clearFaults(ClearFaultsRequest.getDefaultInstance()).getFaultsList())
        .extracting(ActiveFault::getFault)
        .containsExactly(other);
    assertThat(list()).isEmpty();
  }

  @Test
  void aMethodThatDoesNotExistIsRefusedAndThoseThatExistAreNamed() {
    var failure = refusal(stalled("faremesh.test.v1.EchoService/Shout"));

    assertThat(FaultedServer.describe(failure)).isEqualTo("NOT_FOUND METHOD_NOT_FOUND");
    assertThat(failure)
        .hasMessageContaining(
            "fault.method: faremesh.test.v1.EchoService/Shout (expected: one of " + ECHO + ", ");
  }

  @ParameterizedTest
  @MethodSource
  void noFaultStandsInTheWayOfItsOwnEnd(String method) {
    assertThat(FaultedServer.describe(refusal(stalled(method))))
        .isEqualTo("NOT_FOUND METHOD_NOT_FOUND");
  }

  static Stream<String> noFaultStandsInTheWayOfItsOwnEnd() {
    return Stream.of(
        FaultServiceGrpc.SERVICE_NAME + "/ClearFaults",
        "faremesh.mesh.v1.MeshService/ListEdges",
        "grpc.health.v1.Health/Check");
  }

  @ParameterizedTest
  @MethodSource
  void whatTheContractForbidsIsRefused(Fault.Builder fault, String field, String expectation) {
    var failure = refusal(fault);

    assertThat(FaultedServer.describe(failure)).isEqualTo("INVALID_ARGUMENT VALIDATION_FAILED");
    assertThat(ErrorStatus.infoOf(failure).orElseThrow().getMetadataMap()).containsKey(field);
    assertThat(failure).hasMessageContaining(field).hasMessageContaining(expectation);
    assertThat(list()).isEmpty();
  }

  static Stream<Arguments> whatTheContractForbidsIsRefused() {
    var queue = WorkerQueue.newBuilder().setWorkers(0).setServiceTime(millis(25));
    return Stream.of(
        Arguments.of(stalled(ECHO).setPercentage(101), "fault.percentage", "100"),
        Arguments.of(stalled(ECHO).setPercentage(0), "fault.percentage", "greater than 0"),
        Arguments.of(stalled(ECHO).setPercentage(Double.NaN), "fault.percentage", "100"),
        Arguments.of(stalled(ECHO).clearLasts(), "fault.lasts", "required"),
        Arguments.of(stalled(ECHO).setLasts(Duration.getDefaultInstance()), "fault.lasts", "0s"),
        Arguments.of(stalled(ECHO).setLasts(millis(3_600_001)), "fault.lasts", "3600s"),
        Arguments.of(stalled("no method"), "fault.method", "pattern"),
        Arguments.of(stalled(ECHO).setFaultId("seven"), "fault.fault_id", "UUID"),
        Arguments.of(fault(ECHO), "fault", "one of delay, queue, abort, stall and reset"),
        Arguments.of(
            fault(ECHO).setAbort(Abort.newBuilder().setCode(Code.OK)), "fault.abort.code", "0"),
        Arguments.of(fault(ECHO).setQueue(queue), "fault.queue.workers", "1"),
        Arguments.of(
            fault(ECHO).setDelay(Delay.getDefaultInstance()),
            "fault.delay.distribution",
            "required"),
        Arguments.of(
            fault(ECHO).setDelay(logNormal(400, 50)), "fault.delay.log_normal", "at most p99"),
        Arguments.of(fault(ECHO).setDelay(uniform(50, 10)), "fault.delay.uniform", "at most max"));
  }

  @Test
  void theSameFaultAgainChangesNothing() {
    var fault = stalled(ECHO).build();
    var first = inject(fault);

    assertThat(inject(fault)).isEqualTo(first);
    assertThat(list()).hasSize(1);
  }

  @Test
  void anotherFaultUnderTheSameIdIsRefused() {
    var fault = stalled(ECHO);
    inject(fault.build());

    assertThat(FaultedServer.describe(refusal(fault.setPercentage(7))))
        .isEqualTo("ALREADY_EXISTS FAULT_ID_REUSED");
  }

  @Test
  void oneFaultTooManyIsRefused() {
    IntStream.range(0, 64).forEach(n -> inject(stalled(ECHO).build()));

    assertThat(FaultedServer.describe(refusal(stalled(ECHO))))
        .isEqualTo("RESOURCE_EXHAUSTED FAULTS_FULL");
  }

  @Test
  void aFaultThatIsNotInForceCannotBeCleared() {
    var id = UUID.randomUUID().toString();

    var failure = failureOf(() -> clear(id));

    assertThat(FaultedServer.describe(failure)).isEqualTo("NOT_FOUND FAULT_NOT_FOUND");
    assertThat(failure).hasMessageContaining(id);
  }

  @Test
  void aRequestThatIsInvalidMeetsNoFault() {
    inject(fault(ECHO).setAbort(Abort.newBuilder().setCode(Code.DATA_LOSS)).build());

    assertThat(FaultedServer.describe(failureOf(() -> echo().echo(request("")))))
        .isEqualTo("INVALID_ARGUMENT VALIDATION_FAILED");
    assertThat(list()).extracting(ActiveFault::getHits).containsExactly(0L);
  }

  @Test
  void aFailureOfTheDomainAfterADelayIsMapped() {
    inject(fault(ECHO).setDelay(Delay.newBuilder().setFixed(millis(1))).build());

    assertThat(FaultedServer.describe(failureOf(() -> echo().echo(request("fail-in-domain")))))
        .isEqualTo("NOT_FOUND ECHO_LOST");
  }

  @Test
  void aResetPassesAllLayers() {
    inject(fault(ECHO).setReset(Reset.getDefaultInstance()).build());

    assertThat(failureOf(() -> echo().echo(request("seven"))).getStatus().toString())
        .contains("CANCELLED", "RST_STREAM");
  }

  @Test
  void aServerThatStopsCutsOffWhatAFaultDelaysBeyondItsGrace() throws Exception {
    var hasty = new Drain(java.time.Duration.ZERO, java.time.Duration.ZERO);
    var stopping = new EchoServer(FAULTY.with(hasty));
    try (var toStopping = open(stopping)) {
      var hour = Duration.newBuilder().setSeconds(3600);
      inject(toStopping, fault(ECHO).setDelay(Delay.newBuilder().setFixed(hour)).build());
      var call =
          EchoServiceGrpc.newFutureStub(toStopping.layers())
              .withDeadlineAfter(50, TimeUnit.SECONDS)
              .echo(request("seven"));
      while (list(toStopping).getFirst().getHits() == 0) {
        // each look is a call, which ends when the test is interrupted
      }

      stopping.close();

      // by a reset of the stream, or by the end of the connection when that is seen first
      assertThat(FaultedServer.answerOf(call)).containsPattern("^(CANCELLED|UNAVAILABLE)");
    }
  }

  @Test
  void aServerWhereFaultsAreNotEnabledHasNoSuchService() {
    try (var other = new EchoServer();
        var toOther = open(other)) {
      assertThat(FaultedServer.describe(failureOf(() -> list(toOther))))
          .isEqualTo("UNIMPLEMENTED METHOD_UNKNOWN");
    }
  }

  private MeshChannel open(EchoServer server) {
    return MeshChannel.open("127.0.0.1:" + server.server.port(), loop);
  }

  private FaultServiceGrpc.FaultServiceBlockingStub rpc() {
    return rpc(channel);
  }

  private static FaultServiceGrpc.FaultServiceBlockingStub rpc(MeshChannel to) {
    return FaultServiceGrpc.newBlockingStub(to.layers()).withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  private EchoServiceGrpc.EchoServiceBlockingStub echo() {
    return EchoServiceGrpc.newBlockingStub(channel.layers());
  }

  private ActiveFault inject(Fault fault) {
    return inject(channel, fault);
  }

  private static ActiveFault inject(MeshChannel into, Fault fault) {
    return rpc(into)
        .injectFault(InjectFaultRequest.newBuilder().setFault(fault).build())
        .getFault();
  }

  private List<ActiveFault> list() {
    return list(channel);
  }

  private static List<ActiveFault> list(MeshChannel of) {
    return rpc(of).listFaults(ListFaultsRequest.getDefaultInstance()).getFaultsList();
  }

  private List<ActiveFault> clear(String id) {
    return rpc()
        .clearFaults(ClearFaultsRequest.newBuilder().setFaultId(id).build())
        .getFaultsList();
  }

  private StatusRuntimeException refusal(Fault.Builder fault) {
    return failureOf(() -> inject(fault.build()));
  }

  private static StatusRuntimeException failureOf(Runnable call) {
    return Optional.ofNullable(catchThrowableOfType(StatusRuntimeException.class, call::run))
        .orElseThrow();
  }

  private static Fault.Builder stalled(String method) {
    return fault(method).setStall(Stall.getDefaultInstance());
  }

  private static Delay.Builder logNormal(int median, int p99) {
    return Delay.newBuilder()
        .setLogNormal(LogNormal.newBuilder().setMedian(millis(median)).setP99(millis(p99)));
  }

  private static Delay.Builder uniform(int min, int max) {
    return Delay.newBuilder()
        .setUniform(Uniform.newBuilder().setMin(millis(min)).setMax(millis(max)));
  }
}
