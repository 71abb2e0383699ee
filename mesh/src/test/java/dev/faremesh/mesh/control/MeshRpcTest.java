package dev.faremesh.mesh.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.util.Durations;
import dev.faremesh.mesh.v1.BreakerState;
import dev.faremesh.mesh.v1.GetEdgesRequest;
import dev.faremesh.mesh.v1.LatencyNumbers;
import dev.faremesh.mesh.v1.LimitNumbers;
import dev.faremesh.mesh.v1.ReadNumbers;
import dev.faremesh.mesh.v1.WatchEdgesRequest;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What MeshService shows of calls that ended in a known way. */
@Timeout(30)
final class MeshRpcTest {
  private final ObservedProcess process = new ObservedProcess(false);

  MeshRpcTest() throws IOException {}

  @AfterEach
  void stop() {
    process.close();
  }

  @DisplayName("T8: what callers saw and what went on the wire are counted apart")
  @Test
  void callsAndAttemptsAreCountedApart() {
    process.call(7);
    process.failing(Status.UNAVAILABLE).call(1); // and is tried again
    process
        .failing(Status.INVALID_ARGUMENT)
        .failing(Status.INVALID_ARGUMENT)
        .failing(Status.INVALID_ARGUMENT)
        .call(3);

    var method = process.method();
    assertThat(method.getMethod()).isEqualTo("faremesh.test.v1.EchoService/Guarded");
    assertThat(method.getCalls().getTotal()).isEqualTo(11);
    assertThat(method.getCalls().getOk()).isEqualTo(8);
    assertThat(method.getAttempts().getTotal()).isEqualTo(12);
    assertThat(method.getAttempts().getOk()).isEqualTo(8);
  }

  @Test
  void breakerLimitAndBudgetShowTheirNumbers() {
    process.call(7);
    process.failing(Status.UNAVAILABLE).call(1);

    var method = process.method();
    assertThat(method.getBreaker().getState()).isEqualTo(BreakerState.BREAKER_STATE_CLOSED);
    assertThat(method.getBreaker().getFailures()).isEqualTo(1);
    assertThat(method.getBreaker().getCounted()).isEqualTo(9);
    assertThat(method.getBreaker().getOpened()).isZero();
    assertThat(method.getLimit()).isEqualTo(LimitNumbers.newBuilder().setLimit(2).build());
    var edge = process.mesh.getEdges(GetEdgesRequest.getDefaultInstance()).getEdges(0);
    assertThat(edge.getName()).isEqualTo("callee");
    assertThat(edge.getTarget()).isEqualTo("in this process");
    assertThat(edge.getRetriesLeft()).isEqualTo(process.edge.retriesLeft()).isGreaterThan(3);
  }

  @Test
  void openBreakerShowsThatItOpenedAndWhomItTurnedAway() {
    process.call(3);
    for (int i = 0; i < 40; i++) {
      process.failing(Status.INTERNAL);
    }
    while (!process.call(1).equals("BREAKER_OPEN")) {
      assertThat(process.reachedCallee).hasValueLessThan(40);
    }
    process.call(4);

    var method = process.method();
    assertThat(method.getBreaker().getState()).isEqualTo(BreakerState.BREAKER_STATE_OPEN);
    assertThat(method.getBreaker().getOpened()).isEqualTo(1);
    assertThat(method.getRejectedByBreaker()).isEqualTo(5);
    assertThat(method.getRejectedByLimit()).isZero();
    assertThat(method.getRejectedByDeadline()).isZero();
    assertThat(method.getAttempts().getTotal()).isEqualTo(process.reachedCallee.get());
  }

  @Test
  void latencyOfCallsHoldsTheirRetriesAndThatOfAttemptsDoesNot() {
    process.call(7);
    process.failing(Status.UNAVAILABLE).call(1);

    assertLatency(process.method().getCalls().getLatency(), 4, 8);
    assertLatency(process.method().getAttempts().getLatency(), 4, 4);
  }

  private static void assertLatency(LatencyNumbers latency, double p50Millis, double p99Millis) {
    assertThat(Durations.toNanos(latency.getP50()) / 1e6)
        .isCloseTo(p50Millis, within(p50Millis / 8));
    assertThat(Durations.toNanos(latency.getP99()) / 1e6)
        .isCloseTo(p99Millis, within(p99Millis / 8));
    assertThat(latency.getP90()).isIn(latency.getP50(), latency.getP99());
  }

  @Test
  void withoutGoodCallsThereIsNoLatency() {
    process.failing(Status.INVALID_ARGUMENT).call(1);

    assertThat(process.method().getCalls().hasLatency()).isFalse();
    assertThat(process.method().getAttempts().hasLatency()).isFalse();
  }

  @Test
  void readsAreShownOnceThereAreAny() {
    process.call(1);
    assertThat(process.method().hasReads()).isFalse();

    var reads = process.edge.stateOf(EchoServiceGrpc.getGuardedMethod()).reads();
    reads.fresh(false);
    reads.fresh(true);
    reads.fresh(true);
    assertThat(process.method().getReads())
        .isEqualTo(ReadNumbers.newBuilder().setFresh(3).setCoalesced(2).build());

    reads.lastKnown(Duration.ofSeconds(12));
    reads.missing();
    reads.missing();
    assertThat(process.method().getReads())
        .isEqualTo(
            ReadNumbers.newBuilder()
                .setFresh(3)
                .setCoalesced(2)
                .setLastKnown(1)
                .setLastKnownAge(Durations.fromSeconds(12))
                .setMissing(2)
                .build());
  }

  @Test
  void whoWatchesGetsTheNumbersAgainAndAgain() {
    process.call(7);
    var watched =
        process.mesh.watchEdges(
            WatchEdgesRequest.newBuilder().setInterval(Durations.fromMillis(100)).build());

    assertThat(watched.next().getEdges(0).getMethods(0).getCalls().getTotal()).isEqualTo(7);
    process.call(11);
    var seen = watched.next();
    while (seen.getEdges(0).getMethods(0).getCalls().getTotal() < 18) {
      seen = watched.next();
    }
    assertThat(seen.getProtectionsList()).hasSize(7);
    assertThat(seen.getServing().getLimit().getLimit()).isEqualTo(16);
  }
}
