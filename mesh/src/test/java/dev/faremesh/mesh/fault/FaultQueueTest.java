package dev.faremesh.mesh.fault;

import static dev.faremesh.mesh.fault.FaultedServer.ECHO;
import static dev.faremesh.mesh.fault.FaultedServer.answerOf;
import static dev.faremesh.mesh.fault.FaultedServer.fault;
import static dev.faremesh.mesh.fault.FaultedServer.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.rpc.Code;
import dev.faremesh.mesh.v1.Abort;
import dev.faremesh.mesh.v1.Fault;
import dev.faremesh.mesh.v1.Stall;
import dev.faremesh.mesh.v1.WorkerQueue;
import dev.faremesh.test.v1.EchoResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Saturation: workers that take 25 ms for a call, on real Netty. */
@Timeout(30)
class FaultQueueTest {
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
  void theFifthCallWaitsForOneOfFourWorkers() throws Exception {
    server.faults.inject(queue(4, 11).build());
    var calls = calls("a", "b", "c", "d", "e");
    server.awaitHeld(5);

    server.advance(24);
    assertThat(server.served).isEmpty();
    server.advance(1);
    assertThat(server.served).containsExactly("a", "b", "c", "d");
    server.advance(25);

    assertThat(answerOf(calls.getLast())).isEqualTo("e");
    assertThat(server.held()).isZero();
  }

  @Test
  void whoWaitsIsServedFirstInFirstOut() {
    server.faults.inject(queue(1, 11).build());
    var _ = calls("a", "b", "c", "d");
    server.awaitHeld(4);

    server.advance(75);

    assertThat(server.served).containsExactly("a", "b", "c");
  }

  @Test
  void whoFindsTheQueueFullIsRefused() throws Exception {
    server.faults.inject(queue(4, 2).build());
    var calls = calls("a", "b", "c", "d", "e", "f", "g");

    assertThat(answerOf(calls.getLast())).isEqualTo("RESOURCE_EXHAUSTED FAULT_QUEUE_FULL");
    assertThat(server.held()).isEqualTo(6);
    server.advance(50);
    assertThat(server.served).containsExactly("a", "b", "c", "d", "e", "f");
  }

  @Test
  void aWorkerThatIsIdleAgainTakesTheNextCallAtOnce() throws Exception {
    server.faults.inject(queue(1, 0).build());
    var _ = server.call("a");
    server.awaitHeld(1);
    server.advance(1000);

    var call = server.call("b");
    server.awaitHeld(1);
    server.advance(25);

    assertThat(answerOf(call)).isEqualTo("b");
  }

  @Test
  void workersThatSlowDownKeepTheirQueue() {
    var queue = queue(1, 11);
    server.faults.inject(queue.build());
    var _ = calls("a", "b", "c");
    server.awaitHeld(3);

    var slower = queue.getQueueBuilder().setServiceTime(millis(100)).build();
    var state = server.faults.update(queue.setQueue(slower).build());
    assertThat(state.getFault().getQueue().getServiceTime()).isEqualTo(millis(100));
    server.advance(25); // what was begun is not slowed
    assertThat(server.served).containsExactly("a");
    server.advance(99);
    assertThat(server.served).containsExactly("a");
    server.advance(1);

    assertThat(server.served).containsExactly("a", "b");
  }

  @Test
  void moreWorkersTakeWhoWaits() {
    var queue = queue(1, 11);
    server.faults.inject(queue.build());
    var _ = calls("a", "b", "c");
    server.awaitHeld(3);

    server.faults.update(queue.setQueue(queue.getQueueBuilder().setWorkers(3)).build());
    server.advance(25);

    assertThat(server.served).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void nothingButTheQueueOfAFaultCanBeChanged() {
    var queue = queue(1, 11);
    server.faults.inject(queue.build());

    assertThatThrownBy(() -> server.faults.update(queue.setPercentage(50).build()))
        .hasMessageContaining("is in force and another one");
  }

  @Test
  @DisplayName("T15: no worker is spent on a call that waits and whose caller has gone")
  void abandonedCallsLeaveTheQueue() throws Exception {
    server.faults.inject(queue(1, 11).build());
    var calls = calls("a", "b", "c");
    server.awaitHeld(3);

    calls.get(1).cancel(true);
    server.gone.take();
    assertThat(server.held()).isEqualTo(2);
    server.advance(50);

    assertThat(server.served).containsExactly("a", "c");
  }

  @Test
  void aNaiveServerSpendsWorkersOnAbandonedCalls() throws Exception {
    server.faults.inject(naive(queue(1, 11)).build());
    var calls = calls("a", "b", "c");
    server.awaitHeld(3);

    calls.get(1).cancel(true);
    server.gone.take();
    assertThat(server.held()).isEqualTo(3);
    server.advance(50);
    assertThat(server.served).containsExactly("a");
    assertThat(server.held()).isEqualTo(1);
    server.advance(25);

    assertThat(server.served).containsExactly("a", "c");
  }

  @Test
  void anAbandonedCallDoesNotStallForEver() throws Exception {
    server.faults.inject(naive(queue(1, 11)).setStall(Stall.getDefaultInstance()).build());
    var call = server.call("a");
    server.awaitHeld(1);
    call.cancel(true);
    server.gone.take();

    server.advance(25);

    assertThat(server.held()).isZero();
  }

  @Test
  void theEndingComesAfterTheQueue() throws Exception {
    server.faults.inject(queue(1, 11).setAbort(Abort.newBuilder().setCode(Code.DATA_LOSS)).build());
    var call = server.call("a");
    server.awaitHeld(1);

    server.advance(25);

    assertThat(answerOf(call)).isEqualTo("DATA_LOSS FAULT_INJECTED");
  }

  @Test
  void whatAQueueHoldsEndsWhenTheFaultIsCleared() throws Exception {
    server.faults.inject(queue(1, 11).build());
    var calls = calls("a", "b");
    server.awaitHeld(2);

    server.faults.clear();

    assertThat(answerOf(calls.getFirst())).isEqualTo("UNAVAILABLE FAULT_CLEARED");
    assertThat(answerOf(calls.getLast())).isEqualTo("UNAVAILABLE FAULT_CLEARED");
    server.advance(50);
    assertThat(server.served).isEmpty();
  }

  private List<ListenableFuture<EchoResponse>> calls(String... texts) {
    return Stream.of(texts).map(server::call).toList();
  }

  private static Fault.Builder queue(int workers, int capacity) {
    return fault(ECHO)
        .setQueue(
            WorkerQueue.newBuilder()
                .setWorkers(workers)
                .setServiceTime(millis(25))
                .setCapacity(capacity));
  }

  private static Fault.Builder naive(Fault.Builder fault) {
    fault.getQueueBuilder().setServeAbandoned(true);
    return fault;
  }
}
