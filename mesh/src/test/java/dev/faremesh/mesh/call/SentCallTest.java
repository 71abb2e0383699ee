package dev.faremesh.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.propagation.Acted;
import dev.faremesh.mesh.propagation.Caller;
import dev.faremesh.mesh.propagation.Criticality;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoResponse;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an attempt tells its callee, what its end says of it, and what becomes of its permits. */
@Timeout(30)
class SentCallTest {
  private static final EchoRequest HELLO = EchoRequest.newBuilder().setText("hello").build();

  private volatile long notReadyNanos;
  private final LayeredCallee layered =
      new LayeredCallee(
          "asking-server",
          new Connection() {
            @Override
            public void hurry() {}

            @Override
            public long notReadyNanos() {
              return notReadyNanos;
            }

            @Override
            public String state() {
              return "";
            }
          });
  private final ScriptedServer callee = layered.callee;

  @AfterEach
  void close() {
    layered.close();
  }

  @DisplayName("T5: time that the caller did not have speaks against nobody")
  @Test
  void inheritedTooShortIsNotTheCalleesFault() {
    hangFor(40);
    hangFor(40);
    assertThat(breaker().counted()).isZero();
  }

  @DisplayName("T17: waiting in vain for a connection does, however little time there was")
  @Test
  void aConnectionThatIsNotThereForAnAttemptsTimeoutIsTheCalleesFault() {
    notReadyNanos = TimeUnit.MILLISECONDS.toNanos(999);
    hangFor(40);
    assertThat(breaker().counted()).isZero();
    notReadyNanos = TimeUnit.MILLISECONDS.toNanos(1000); // the timeout of an attempt
    hangFor(40);
    assertThat(breaker().failures()).isEqualTo(1);
  }

  @Test
  void noAttemptStartsWithLessTimeThanHalfOfThemTake() {
    layered.guarded().attemptLatency().record(TimeUnit.MILLISECONDS.toNanos(900));
    assertThatThrownBy(
            () -> layered.stub.withDeadlineAfter(700, TimeUnit.MILLISECONDS).guarded(HELLO))
        .hasMessageContaining("less time is left than half of its attempts take");
    assertThat(callee.calls).isEmpty();
    assertThat(layered.guarded().counts().snapshot().rejectedByDeadline()).isEqualTo(1);
    assertThat(layered.stub.guarded(HELLO).getText()).isEqualTo("hello");
  }

  @Test
  void theCalleeHearsWhoCallsAndHowCriticalItIs() {
    Criticality.SHEDDABLE.in(Context.ROOT).run(() -> layered.stub.guarded(HELLO));
    assertThat(Caller.in(callee.calls.getFirst())).contains("asking-server");
    assertThat(Criticality.in(callee.calls.getFirst())).contains(Criticality.SHEDDABLE);
    layered.stub.guarded(HELLO);
    assertThat(Criticality.in(callee.calls.getLast())).isEmpty();
  }

  @Test
  void whatActedIsNotedInTheContextOfTheCaller() {
    var acted = new Acted();
    callee.fail(Status.UNAVAILABLE);
    acted.in(Context.ROOT).run(() -> layered.stub.guarded(HELLO));
    assertThat(acted.notes()).containsExactly("callee/Guarded: 2 attempts");
  }

  @Test
  void aProbeThatFailedIsNotTriedAgain() {
    layered.edge.switches().set(Protection.RETRY, false);
    callee.fail(Status.UNAVAILABLE, 5); // half of the window: it opens
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> layered.stub.guarded(HELLO));
    }
    assertThat(breaker().state()).isEqualTo("OPEN");
    layered.edge.switches().set(Protection.RETRY, true);
    layered.clock.advance(Duration.ofSeconds(14)); // open_for is 11 s, and a fifth more
    callee.fail(Status.UNAVAILABLE);
    assertThatThrownBy(() -> layered.stub.guarded(HELLO));
    assertThat(callee.calls).hasSize(6);
    assertThat(breaker().state()).isEqualTo("HALF_OPEN");
  }

  @Test
  void whatAnOrderlyEndOfAConnectionTookWithItIsRepeatedWithoutABudget() {
    while (layered.edge.budget().withdraw()) {
      // until nothing is left
    }
    callee.fail(Status.UNAVAILABLE.withDescription("GOAWAY closed buffered stream"));
    assertThat(layered.stub.guarded(HELLO).getText()).isEqualTo("hello");
    assertThat(callee.calls).hasSize(2);
    assertThat(layered.edge.retriesLeft()).isEqualTo(0.5); // what the call paid in, and no less
  }

  @DisplayName("T19: an executor that takes no callbacks keeps no permit")
  @Test
  void aCallersExecutorThatRejectsKeepsNoPermit() throws Exception {
    var asked = new LinkedBlockingQueue<String>();
    var rejecting =
        EchoServiceGrpc.newStub(layered.channel)
            .withExecutor(callback -> {
              asked.add("asked");
              throw new RejectedExecutionException("full");
            });
    for (int i = 0; i < 5; i++) { // the limit is 2
      rejecting.guarded(HELLO, new Ignored());
      assertThat(asked.poll(20, TimeUnit.SECONDS)).isEqualTo("asked");
    }
    while (layered.guarded().limitNumbers().orElseThrow().underWay() > 0) {
      Thread.onSpinWait();
    }
    assertThat(layered.stub.guarded(HELLO).getText()).isEqualTo("hello");
  }

  @Test
  void aStreamHasSucceededWithItsFirstMessageAndKeepsItsPlaceUntilItEnds() throws Exception {
    BlockingQueue<StreamObserver<EchoResponse>> streams = new LinkedBlockingQueue<>();
    callee.open(streams);
    Iterator<EchoResponse> answers = layered.stub.guardedWatch(HELLO);
    assertThat(answers.next().getText()).isEqualTo("first");
    assertThat(watch().counted()).isEqualTo(1);
    assertThat(watch().failures()).isZero();
    assertThat(underWay()).isEqualTo(1);
    streams.take().onError(Status.UNAVAILABLE.asRuntimeException());
    assertThatThrownBy(answers::hasNext).isInstanceOf(StatusRuntimeException.class);
    assertThat(watch().failures()).isZero();
    assertThat(underWay()).isZero();
  }

  @Test
  void streamsThatAreNotEvenAnsweredOpenTheBreaker() {
    callee.fail(Status.UNAVAILABLE, 2);
    for (int i = 0; i < 2; i++) {
      var answers = layered.stub.guardedWatch(HELLO);
      assertThatThrownBy(answers::hasNext).isInstanceOf(StatusRuntimeException.class);
    }
    assertThat(watch().state()).isEqualTo("OPEN");
    assertThatThrownBy(() -> layered.stub.guardedWatch(HELLO).hasNext())
        .hasMessageContaining("is not called now");
    assertThat(callee.calls).hasSize(2);
  }

  private void hangFor(long millis) {
    callee.hang();
    assertThatThrownBy(
            () -> layered.stub.withDeadlineAfter(millis, TimeUnit.MILLISECONDS).guarded(HELLO))
        .hasMessageContaining("DEADLINE_EXCEEDED");
  }

  private Breaker.Numbers breaker() {
    return layered.guarded().breakerNumbers().orElseThrow();
  }

  private Breaker.Numbers watch() {
    return layered.guardedWatch().breakerNumbers().orElseThrow();
  }

  private int underWay() {
    return layered.guardedWatch().limitNumbers().orElseThrow().underWay();
  }

  private static final class Ignored implements StreamObserver<EchoResponse> {
    @Override
    public void onNext(EchoResponse answer) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
