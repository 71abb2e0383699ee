package dev.faremesh.mesh.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.call.Protection;
import dev.faremesh.mesh.propagation.Caller;
import dev.faremesh.mesh.propagation.Criticality;
import dev.faremesh.mesh.propagation.RetryOwner;
import dev.faremesh.mesh.read.Dictionary.Call;
import dev.faremesh.mesh.read.Reading.Fresh;
import dev.faremesh.mesh.read.Reading.Missing;
import dev.faremesh.test.v1.EchoServiceGrpc;
import dev.faremesh.test.v1.LookupServiceGrpc;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReaderTest {
  /** Of an attempt, as the contract says. */
  private static final Duration HALF = Duration.ofSeconds(5);

  private final Dictionary dictionary = new Dictionary();

  @Test
  void readersOfOneRunOfTheLoopShareACall() {
    var readings = new ArrayList<CompletableFuture<Reading<String, Long>>>();
    for (int i = 0; i < 64; i++) {
      readings.add(dictionary.read("apple", "pear"));
    }
    assertThat(dictionary.calls).isEmpty();

    dictionary.loop.endRun();
    assertThat(dictionary.calls).hasSize(1);
    dictionary.calls.getFirst().answer(7);

    assertThat(readings).hasSize(64).allMatch(reading -> isFresh(reading, "apple", "pear"));
    assertThat(dictionary.counts().fresh()).isEqualTo(64);
    assertThat(dictionary.counts().coalesced()).isEqualTo(64);
  }

  @Test
  @DisplayName("T35: a hot key that 1,000 readers miss is one call")
  void aHotKeyIsOneCall() {
    var readings = new ArrayList<CompletableFuture<Reading<String, Long>>>();
    for (int i = 0; i < 1000; i++) {
      readings.add(dictionary.read("apple"));
      dictionary.loop.endRun(); // the first makes the call, and the others find it under way
      dictionary.loop.pass(Duration.ofMillis(1));
    }
    dictionary.calls.getFirst().answer(7);

    assertThat(dictionary.calls).hasSize(1);
    assertThat(readings).hasSize(1000).allMatch(reading -> isFresh(reading, "apple"));
  }

  @Test
  void theKeysOfAllWhoWaitAreAskedForOnce() {
    var first = dictionary.read("apple", "pear");
    var second = dictionary.read("pear", "plum");
    dictionary.loop.endRun();

    assertThat(dictionary.calls).hasSize(1);
    assertThat(dictionary.calls.getFirst().words())
        .containsExactlyInAnyOrder("apple", "pear", "plum");
    dictionary.calls.getFirst().answer(7);
    assertThat(first).matches(reading -> isFresh(reading, "apple", "pear"));
    assertThat(second).matches(reading -> isFresh(reading, "pear", "plum"));
  }

  @Test
  void aReadAloneIsNotShared() {
    var reading = dictionary.readNow("apple");
    dictionary.calls.getFirst().answer(7);

    assertThat(reading).isCompletedWithValue(new Fresh<>(Map.of("apple", 7L)));
    assertThat(dictionary.counts().fresh()).isEqualTo(1);
    assertThat(dictionary.counts().coalesced()).isZero();
  }

  @Test
  void nothingIsReadWithoutACall() {
    assertThat(dictionary.readNow()).isCompletedWithValue(new Fresh<>(Map.of()));
    assertThat(dictionary.calls).isEmpty();
  }

  @Test
  void theNextBatchFormsWhileOneIsUnderWayAndStartsWhenThatEnds() {
    var _ = dictionary.readNow("apple");
    var pear = dictionary.readNow("pear");
    var plum = dictionary.readNow("plum");
    dictionary.loop.pass(HALF);
    assertThat(dictionary.calls).hasSize(1);

    dictionary.calls.getFirst().answer(7);
    assertThat(words(1)).containsExactlyInAnyOrder("pear", "plum");

    dictionary.calls.get(1).answer(11);
    assertThat(pear).matches(reading -> isFresh(reading, "pear"));
    assertThat(plum).matches(reading -> isFresh(reading, "plum"));
  }

  @Test
  void aBatchThatFormedStartsAfterOneThatFailed() {
    var _ = dictionary.readNow("apple");
    var _ = dictionary.readNow("pear");
    dictionary.calls.getFirst().fail(Status.UNAVAILABLE);

    assertThat(words(1)).containsExactly("pear");
  }

  @Test
  void aSecondBatchStartsWhenTheFirstIsOlderThanHalfAnAttempt() {
    var _ = dictionary.readNow("apple");
    dictionary.loop.pass(HALF);
    var _ = dictionary.readNow("apple"); // joins the call under way, which is not too old yet
    assertThat(dictionary.calls).hasSize(1);

    dictionary.loop.pass(Duration.ofNanos(1));
    var late = dictionary.readNow("apple");
    assertThat(dictionary.calls).hasSize(2);

    dictionary.loop.pass(HALF.plusNanos(1));
    var later = dictionary.readNow("apple"); // two under way, the second too old as well
    assertThat(dictionary.calls).hasSize(2);

    dictionary.calls.get(1).answer(11);
    assertThat(late).isCompletedWithValue(new Fresh<>(Map.of("apple", 11L)));
    assertThat(dictionary.calls).hasSize(3); // beside the first, which is still too old
    dictionary.calls.get(2).answer(13);
    assertThat(later).matches(reading -> isFresh(reading, "apple"));
  }

  @Test
  void moreKeysThanACallTakesAreSeveralCalls() {
    var small = new Dictionary(LookupServiceGrpc.getLookupMethod(), 3);
    var many = small.read("a", "b", "c", "d", "e", "f", "g");
    var one = small.read("a");
    small.loop.endRun();
    assertThat(small.calls).extracting(call -> call.words().size()).containsExactly(3, 3, 1);

    small.calls.get(0).answer(7);
    small.calls.get(2).answer(17);
    assertThat(many).isNotDone();
    small.calls.get(1).answer(11);
    assertThat(many).matches(reading -> isFresh(reading, "a", "b", "c", "d", "e", "f", "g"));
    assertThat(one).matches(reading -> isFresh(reading, "a"));
  }

  @Test
  void whoNeedsNoneOfAFailedCallIsAnswered() {
    var small = new Dictionary(LookupServiceGrpc.getLookupMethod(), 1);
    var both = small.read("a", "b");
    var one = small.read("a");
    var other = small.read("b");
    small.loop.endRun();
    for (Call call : small.calls) {
      if (call.words().contains("a")) {
        call.answer(7);
      } else {
        call.fail(Status.UNAVAILABLE);
      }
    }

    assertThat(one).isCompletedWithValue(new Fresh<>(Map.of("a", 7L)));
    assertMissing(other, Status.Code.UNAVAILABLE);
    assertMissing(both, Status.Code.UNAVAILABLE);
  }

  @Test
  void readersOfOtherClassesGroupsCallersOrRetryOwnersShareNoCall() {
    var retried = new Metadata();
    RetryOwner.claim(retried);
    for (Context context :
        List.of(
            Context.ROOT,
            Criticality.SHEDDABLE.in(Context.ROOT),
            Caller.in(Context.ROOT, "batch-job"),
            RetryOwner.in(Context.ROOT, retried))) {
      var _ = dictionary.readAs(context, "apple");
      var _ = dictionary.readAs(context, "pear");
    }
    var _ = dictionary.readIn("de", "apple");
    dictionary.loop.endRun();

    assertThat(dictionary.calls)
        .extracting(ReaderTest::bearing)
        .containsExactly(
            "en CRITICAL  false",
            "en SHEDDABLE  false",
            "en CRITICAL batch-job false",
            "en CRITICAL  true",
            "de CRITICAL  false");
  }

  private static String bearing(Call call) {
    var bearing = new AtomicReference<String>();
    call.context()
        .run(() ->
            bearing.set(
                call.language()
                    + (" " + Criticality.current())
                    + (" " + Caller.current())
                    + (" " + RetryOwner.above())));
    return bearing.get();
  }

  @Test
  void aCallThatThrowsIsMissingWithItsCause() {
    var nonsense = new IllegalArgumentException("nonsense");
    for (Throwable failure : List.of(nonsense, new CompletionException(nonsense))) {
      var reading = dictionary.readNow("apple");
      dictionary.calls.getLast().answer().completeExceptionally(failure);

      assertMissing(reading, Status.Code.UNKNOWN);
      assertThat(((Missing<?, ?>) reading.join()).status().getCause()).isSameAs(nonsense);
    }
  }

  @Test
  void aCallThatCannotBeStartedIsMissing() {
    dictionary.refusal = Optional.of(new IllegalStateException("no such word"));

    assertMissing(dictionary.readNow("apple"), Status.Code.UNKNOWN);
  }

  @Test
  void anAnswerThatLacksAKeyIsNone() {
    var reading = dictionary.readNow("apple", "pear");
    dictionary.calls.getFirst().answer().complete(Map.of("apple", 7L));

    assertMissing(reading, Status.Code.INTERNAL);
  }

  @Test
  void whatFollowsRunsInTheContextOfTheReader() {
    var seen = new AtomicReference<String>();
    Context mine = Caller.in(Context.ROOT, "web");
    mine.run(() -> {
      var _ = dictionary.read("apple").thenRun(() -> seen.set(Caller.current()));
    });
    dictionary.loop.endRun();
    dictionary.calls.getFirst().answer(7);

    assertThat(seen).hasValue("web");
  }

  @Test
  @DisplayName("T19: a loop that takes no more work keeps nobody waiting")
  void aClosedLoopMakesTheCallAtOnce() {
    dictionary.loop.close();
    var reading = dictionary.read("apple");
    assertThat(dictionary.calls).hasSize(1);

    dictionary.calls.getFirst().fail(Status.UNAVAILABLE);
    assertMissing(reading, Status.Code.UNAVAILABLE);
  }

  @Test
  void withoutCoalescingEachReadMakesACallAtOnceInItsOwnContext() {
    dictionary.switches.set(Protection.COALESCING, false);
    Context mine = Caller.in(Context.ROOT, "web");
    var key = Context.key("mine");
    var _ = dictionary.readAs(mine.withValue(key, "value"), "apple");
    var other = dictionary.read("apple");
    assertThat(dictionary.calls).hasSize(2);
    assertThat(key.get(dictionary.calls.getFirst().context())).isEqualTo("value");

    dictionary.calls.get(1).answer(7);
    assertThat(other).isCompletedWithValue(new Fresh<>(Map.of("apple", 7L)));
    assertThat(dictionary.counts().coalesced()).isZero();
  }

  @Test
  void aMethodWithoutAPolicyCannotBeRead() {
    assertThatThrownBy(() -> new Dictionary(EchoServiceGrpc.getEchoFreelyMethod(), 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("policy of dictionary/EchoFreely: none (expected: one, for its deadline)");
    assertThatThrownBy(() -> new Dictionary(LookupServiceGrpc.getLookupMethod(), 0))
        .hasMessage("most: 0 (expected: >= 1)");
  }

  private List<String> words(int call) {
    return dictionary.calls.get(call).words();
  }

  static boolean isFresh(CompletableFuture<Reading<String, Long>> reading, String... words) {
    return reading.isDone()
        && reading.join() instanceof Fresh<String, Long>(var values)
        && values.keySet().containsAll(List.of(words));
  }

  static void assertMissing(CompletableFuture<Reading<String, Long>> reading, Status.Code code) {
    assertThat(reading)
        .isCompletedWithValueMatching(
            read -> read instanceof Missing<?, ?>(var status) && status.getCode() == code);
  }
}
