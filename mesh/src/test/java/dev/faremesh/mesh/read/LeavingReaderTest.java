package dev.faremesh.mesh.read;

import static dev.faremesh.mesh.read.ReaderTest.assertMissing;
import static dev.faremesh.mesh.read.ReaderTest.isFresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.call.Protection;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Status;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeavingReaderTest {
  private final Dictionary dictionary = new Dictionary();
  private final CancellableContext mine = Context.ROOT.withCancellation();

  @Test
  @DisplayName("T16: a call outlives the context of the reader that made it")
  void aCallOutlivesTheReaderThatMadeIt() {
    var leaving = dictionary.readAs(mine, "apple");
    var staying = dictionary.read("apple");
    dictionary.loop.endRun();

    mine.cancel(null);
    assertEnded(leaving, Status.Code.CANCELLED);
    assertThat(dictionary.calls.getFirst().context().isCancelled()).isFalse();

    dictionary.calls.getFirst().answer(7);
    assertThat(staying).matches(reading -> isFresh(reading, "apple"));
    assertThat(dictionary.counts().fresh()).isEqualTo(1);
    assertThat(dictionary.counts().coalesced()).isZero();
  }

  @Test
  void aCallIsCancelledWhenNoReaderIsLeft() {
    var first = dictionary.readAs(mine, "apple");
    var others = Context.ROOT.withCancellation();
    var second = dictionary.readAs(others, "apple");
    dictionary.loop.endRun();
    var call = dictionary.calls.getFirst();

    mine.cancel(null);
    assertThat(call.context().isCancelled()).isFalse();
    others.cancel(null);
    assertThat(call.context().isCancelled()).isTrue();
    assertEnded(first, Status.Code.CANCELLED);
    assertEnded(second, Status.Code.CANCELLED);

    var _ = dictionary.readNow("apple");
    assertThat(dictionary.calls).hasSize(2); // and nobody waits for the one that was cancelled
  }

  @Test
  void aBatchThatFormedStartsWhenTheOneBeforeIsCancelled() {
    var _ = dictionary.readAs(mine, "apple");
    dictionary.loop.endRun();
    var pear = dictionary.readNow("pear");
    assertThat(dictionary.calls).hasSize(1);

    mine.cancel(null);
    dictionary.calls.get(1).answer(7);
    assertThat(pear).matches(reading -> isFresh(reading, "pear"));
  }

  @Test
  void whoLeavesBeforeTheCallIsNotAskedFor() {
    var _ = dictionary.readAs(mine, "apple");
    var _ = dictionary.read("pear");
    mine.cancel(null);
    dictionary.loop.endRun();

    assertThat(dictionary.calls.getFirst().words()).containsExactly("pear");
  }

  @Test
  void noCallIsMadeWhenAllLeaveBeforeIt() {
    var _ = dictionary.readAs(mine, "apple");
    mine.cancel(null);
    dictionary.loop.endRun();
    assertThat(dictionary.calls).isEmpty();

    var _ = dictionary.readNow("apple");
    assertThat(dictionary.calls).hasSize(1);
  }

  @Test
  void whoHasLeftAlreadyReadsNothing() {
    mine.cancel(null);
    assertEnded(dictionary.readAs(mine, "apple"), Status.Code.CANCELLED);
    dictionary.loop.endRun();

    assertThat(dictionary.calls).isEmpty();
  }

  @Test
  void aReaderWithoutTimeIsAnsweredWhileItCanStillUseIt() {
    var hurried = readWithin(Duration.ofSeconds(3));
    var patient = dictionary.readNow("apple");
    assertThat(dictionary.calls.getFirst().context().getDeadline()).isNull(); // not the reader's
    dictionary.loop.pass(Duration.ofMillis(2994));
    assertThat(hurried).isNotDone();

    dictionary.loop.pass(Duration.ofMillis(1));
    assertMissing(hurried, Status.Code.DEADLINE_EXCEEDED);
    assertThat(patient).isNotDone();
    assertThat(dictionary.calls.getFirst().context().isCancelled()).isFalse();
    assertThat(dictionary.counts().missing()).isEqualTo(1);
  }

  @Test
  void aReaderToWhomNothingIsKnownWaitsForAllItsTime() {
    var reading = readWithin(Duration.ofSeconds(15)); // more than the ten of an attempt
    dictionary.loop.endRun();
    dictionary.loop.pass(Duration.ofMillis(14_994));
    assertThat(reading).isNotDone();

    dictionary.loop.pass(Duration.ofMillis(1));
    assertMissing(reading, Status.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void theCallEndsWithTheTimeOfItsLastReader() {
    var _ = readWithin(Duration.ofSeconds(3));
    var _ = readWithin(Duration.ofSeconds(4));
    dictionary.loop.endRun();
    var call = dictionary.calls.getFirst();

    dictionary.loop.pass(Duration.ofMillis(2995));
    assertThat(call.context().isCancelled()).isFalse();
    assertThat(dictionary.loop.timers()).isEqualTo(1);
    dictionary.loop.pass(Duration.ofSeconds(1));
    assertThat(call.context().isCancelled()).isTrue();
    assertThat(dictionary.loop.timers()).isZero();
  }

  @Test
  void anAnswerLeavesNoTimerAndNoListener() {
    var reading = readWithin(Duration.ofSeconds(3));
    dictionary.loop.endRun();
    assertThat(dictionary.loop.timers()).isEqualTo(1);
    dictionary.calls.getFirst().answer(7);

    assertThat(dictionary.loop.timers()).isZero();
    mine.cancel(null);
    assertThat(reading).matches(read -> isFresh(read, "apple"));
  }

  @Test
  void aReaderThatLivesLongDoesNotHoldOnToItsReads() {
    var reading = new WeakReference<>(dictionary.readAs(mine, "apple"));
    dictionary.loop.endRun();
    dictionary.calls.removeFirst().answer(7);
    for (int i = 0; i < 100 && reading.get() != null; i++) {
      System.gc();
    }

    assertThat(reading.get()).isNull();
    assertThat(mine.isCancelled()).isFalse(); // and lives
  }

  @Test
  void withoutCoalescingTheCallEndsWithItsReader() {
    dictionary.switches.set(Protection.COALESCING, false);
    var leaving = dictionary.readAs(mine, "apple");
    mine.cancel(null);

    assertThat(dictionary.calls.getFirst().context().isCancelled()).isTrue();
    assertEnded(leaving, Status.Code.CANCELLED);
  }

  @Test
  void withoutDeadlinesAReaderWaitsUntilItIsCutOff() {
    dictionary.switches.set(Protection.DEADLINE, false);
    var reader = dictionary.loop.within(Duration.ofSeconds(3)).withCancellation();
    var reading = dictionary.readAs(reader, "apple");
    dictionary.loop.endRun();
    dictionary.loop.pass(Duration.ofSeconds(20));
    assertThat(reading).isNotDone();

    reader.cancel(null);
    assertEnded(reading, Status.Code.CANCELLED);
  }

  private CompletableFuture<Reading<String, Long>> readWithin(Duration time) {
    return dictionary.readAs(dictionary.loop.within(time), "apple");
  }

  private static void assertEnded(
      CompletableFuture<Reading<String, Long>> reading, Status.Code code) {
    assertThat(reading).isCompletedExceptionally();
    assertThat(Status.fromThrowable(reading.exceptionNow()).getCode()).isEqualTo(code);
  }
}
