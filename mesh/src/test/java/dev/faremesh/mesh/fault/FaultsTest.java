package dev.faremesh.mesh.fault;

import static dev.faremesh.mesh.fault.FaultedServer.ECHO;
import static dev.faremesh.mesh.fault.FaultedServer.answerOf;
import static dev.faremesh.mesh.fault.FaultedServer.fault;
import static dev.faremesh.mesh.fault.FaultedServer.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import dev.faremesh.mesh.v1.Abort;
import dev.faremesh.mesh.v1.Delay;
import dev.faremesh.mesh.v1.Reset;
import dev.faremesh.mesh.v1.Stall;
import dev.faremesh.mesh.v1.Uniform;
import dev.faremesh.mesh.v1.WorkerQueue;
import dev.faremesh.test.v1.EchoResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What faults do to unary calls, on real Netty; time stands still unless a test moves it. */
@Timeout(30)
class FaultsTest {
  private FaultedServer server;

  @BeforeEach
  void start() throws Exception {
    server = new FaultedServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void withoutAFaultCallsPass() throws Exception {
    assertThat(answerOf(server.call("seven"))).isEqualTo("seven");
    assertThat(server.timer.pending()).isZero();
  }

  @Test
  void anAbortedCallEndsWithTheCodeAndNeverReachesTheService() throws Exception {
    var injected = server.faults.inject(fault(ECHO).setAbort(abort(Code.DATA_LOSS)).build());

    var failure = catchThrowableOfType(ExecutionException.class, () -> server.call("seven").get());

    assertThat(FaultedServer.describe(failure)).isEqualTo("DATA_LOSS FAULT_INJECTED");
    assertThat(failure).hasMessageContaining(injected.getFault().getFaultId());
    assertThat(server.served).isEmpty();
    assertThat(server.faults.list().getFirst().getHits()).isEqualTo(1);
  }

  @Test
  void aCallThatWasHitIsToldByWhat() throws Exception {
    var injected = server.faults.inject(fault(ECHO).setAbort(abort(Code.DATA_LOSS)).build());

    answerOf(server.call("seven"));

    assertThat(server.acted.getFirst().notes())
        .containsExactly("fault " + injected.getFault().getFaultId());
  }

  @Test
  void aFaultHitsItsMethodAlone() throws Exception {
    server.faults.inject(
        fault(FaultedServer.ECHO + "Freely").setAbort(abort(Code.DATA_LOSS)).build());

    assertThat(answerOf(server.call("seven"))).isEqualTo("seven");
    assertThat(server.faults.list().getFirst().getHits()).isZero();
  }

  @Test
  void aFaultHitsItsCallerAlone() throws Exception {
    server.faults.inject(
        fault(ECHO).setCaller("pricing-server").setAbort(abort(Code.DATA_LOSS)).build());

    assertThat(answerOf(server.callAs("pricing-server", "seven")))
        .isEqualTo("DATA_LOSS FAULT_INJECTED");
    assertThat(answerOf(server.callAs("demo", "eleven"))).isEqualTo("eleven");
    assertThat(answerOf(server.call("thirteen"))).isEqualTo("thirteen");
  }

  @Test
  void aDelayedCallGoesOnWhenItsTimeIsOver() throws Exception {
    server.faults.inject(fault(ECHO).setDelay(fixed(200)).build());
    var call = server.call("seven");
    server.awaitHeld(1);

    server.advance(199);
    assertThat(server.served).isEmpty();
    server.advance(1);

    assertThat(answerOf(call)).isEqualTo("seven");
    assertThat(server.held()).isZero();
  }

  @Test
  void aCallThatWasHeldIsServedInItsOwnContext() throws Exception {
    server.faults.inject(fault(ECHO).setDelay(fixed(200)).build());
    var call = server.callAs("pricing-server", "seven");
    server.awaitHeld(1);

    server.advance(200);

    assertThat(answerOf(call)).isEqualTo("seven");
    assertThat(server.callers).containsExactly("pricing-server");
  }

  @Test
  void aServiceThatThrowsAfterADelayStillEndsItsCall() throws Exception {
    server.faults.inject(fault(ECHO).setDelay(fixed(200)).build());
    var call = server.call("fail");
    server.awaitHeld(1);

    server.advance(200);

    assertThat(answerOf(call)).isEqualTo("UNKNOWN");
  }

  @Test
  void theEndingComesAfterTheDelay() throws Exception {
    server.faults.inject(fault(ECHO).setDelay(fixed(200)).setAbort(abort(Code.DATA_LOSS)).build());
    var call = server.call("seven");
    server.awaitHeld(1);

    server.advance(200);

    assertThat(answerOf(call)).isEqualTo("DATA_LOSS FAULT_INJECTED");
  }

  @Test
  void severalFaultsActInTheOrderOfTheirInjection() throws Exception {
    server.faults.inject(fault(ECHO).setDelay(fixed(200)).build());
    server.faults.inject(fault(ECHO).setDelay(fixed(70)).build());
    server.faults.inject(fault(ECHO).setAbort(abort(Code.DATA_LOSS)).build());
    server.faults.inject(fault(ECHO).setAbort(abort(Code.ABORTED)).build());
    var call = server.call("seven");
    server.awaitHeld(1);

    server.advance(200);
    assertThat(server.faults.list()).extracting(f -> f.getHits()).containsExactly(1L, 1L, 0L, 0L);
    server.advance(70);

    assertThat(answerOf(call)).isEqualTo("DATA_LOSS FAULT_INJECTED");
    assertThat(server.faults.list()).extracting(f -> f.getHits()).containsExactly(1L, 1L, 1L, 0L);
  }

  @Test
  void aStalledCallHangsUntilItsCallerGoes() throws Exception {
    server.faults.inject(fault(ECHO).setStall(Stall.getDefaultInstance()).build());
    var call = server.call("seven");
    server.awaitHeld(1);
    server.advance(29_000);
    assertThat(call.isDone()).isFalse();

    call.cancel(true);
    server.gone.take();

    assertThat(server.held()).isZero();
    assertThat(server.served).isEmpty();
  }

  @Test
  void aCallerThatGoesWhileItIsDelayedIsForgotten() throws Exception {
    server.faults.inject(fault(ECHO).setDelay(fixed(200)).build());
    var early = server.call("seven");
    var late = server.call("eleven");
    server.awaitHeld(2);

    early.cancel(true);
    server.gone.take();
    assertThat(server.held()).isEqualTo(1);
    assertThat(server.timer.pending()).isEqualTo(2); // the end of the fault, and of one delay
    server.advance(200);

    assertThat(answerOf(late)).isEqualTo("eleven");
    assertThat(server.served).containsExactly("eleven");
  }

  @Test
  void aResetIsSeenAsCancelledByTheTransport() throws Exception {
    server.faults.inject(fault(ECHO).setReset(Reset.getDefaultInstance()).build());

    var failure = catchThrowableOfType(ExecutionException.class, () -> server.call("seven").get());

    assertThat(FaultedServer.statusOf(failure).getStatus().toString())
        .contains("CANCELLED", "RST_STREAM", "HTTP/2 error code: CANCEL");
    server.gone.take();
    assertThat(server.served).isEmpty();
    assertThat(server.held()).isZero();
  }

  @Test
  void theSameSeedHitsTheSameCalls() throws Exception {
    var half = fault(ECHO).setPercentage(50).setSeed(41).setAbort(abort(Code.DATA_LOSS));
    server.faults.inject(half.build());
    var first = answersToARow();
    server.faults.clear();
    server.faults.inject(half.build());
    var second = answersToARow();
    server.faults.clear();
    server.faults.inject(half.setSeed(42).build());

    assertThat(second).isEqualTo(first).contains("n13", "DATA_LOSS FAULT_INJECTED");
    assertThat(answersToARow()).isNotEqualTo(first);
  }

  @Test
  void aFaultEndsByItself() throws Exception {
    server.faults.inject(fault(ECHO).setStall(Stall.getDefaultInstance()).build());
    var call = server.call("seven");
    server.awaitHeld(1);

    server.advance(30_000);

    assertThat(answerOf(call)).isEqualTo("UNAVAILABLE FAULT_CLEARED");
    assertThat(server.faults.list()).isEmpty();
    assertThat(answerOf(server.call("eleven"))).isEqualTo("eleven");
  }

  @Test
  void whatADelayHoldsGoesOnWhenTheFaultIsCleared() throws Exception {
    var injected =
        server.faults.inject(
            fault(ECHO).setDelay(fixed(200)).setAbort(abort(Code.DATA_LOSS)).build());
    var call = server.call("seven");
    server.awaitHeld(1);

    var last = server.faults.clear(injected.getFault().getFaultId());

    assertThat(answerOf(call)).isEqualTo("seven");
    assertThat(last.getHits()).isEqualTo(1);
    assertThat(last.getHeld()).isEqualTo(1);
    assertThat(server.timer.pending()).isZero(); // nothing is left that could act on it
    assertThat(server.served).containsExactly("seven");
  }

  @Test
  void anEndedFaultDoesNotEndTheNextOnesStay() throws Exception {
    var delay = server.faults.inject(fault(ECHO).setDelay(fixed(200)).build());
    server.faults.inject(fault(ECHO).setStall(Stall.getDefaultInstance()).build());
    var call = server.call("seven");
    server.awaitHeld(1);

    server.faults.clear(delay.getFault().getFaultId());

    assertThat(server.held()).isEqualTo(1);
    call.cancel(true);
    server.gone.take();
    assertThat(server.held()).isZero();
  }

  @Test
  void noCallIsLostOrLeftBehindWhenTimeAndCallersRace() throws Exception {
    var anHour = Duration.newBuilder().setSeconds(3600);
    var delay = Uniform.newBuilder().setMin(millis(0)).setMax(millis(3));
    var queue = WorkerQueue.newBuilder().setWorkers(7).setServiceTime(millis(1)).setCapacity(300);
    server.faults.inject(
        fault(ECHO).setLasts(anHour).setDelay(Delay.newBuilder().setUniform(delay)).build());
    server.faults.inject(
        fault(ECHO).setLasts(anHour).setPercentage(50).setSeed(41).setQueue(queue).build());
    var over = new AtomicBoolean();
    var time = Thread.ofPlatform().start(() -> moveTimeUntil(over));
    var calls = new ArrayList<ListenableFuture<EchoResponse>>();
    for (int i = 0; i < 300; i++) {
      calls.add(server.call("n" + i));
      if (i % 3 == 0) {
        calls.get(i - i % 7).cancel(true);
      }
    }

    for (int i = 0; i < calls.size(); i++) {
      if (!calls.get(i).isCancelled()) {
        assertThat(answerOf(calls.get(i))).isEqualTo("n" + i);
      }
    }
    server.awaitHeld(0);
    over.set(true);
    time.join();
    assertThat(server.served).doesNotHaveDuplicates();
  }

  private void moveTimeUntil(AtomicBoolean over) {
    while (!over.get()) {
      if (server.held() > 0) {
        server.advance(1);
      }
      Thread.onSpinWait();
    }
  }

  private List<String> answersToARow() throws InterruptedException {
    var answers = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      answers.add(answerOf(server.call("n" + i)));
    }
    return answers;
  }

  private static Delay.Builder fixed(int millis) {
    return Delay.newBuilder().setFixed(millis(millis));
  }

  private static Abort.Builder abort(Code code) {
    return Abort.newBuilder().setCode(code);
  }
}
