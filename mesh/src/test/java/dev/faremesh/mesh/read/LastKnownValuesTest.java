package dev.faremesh.mesh.read;

import static dev.faremesh.mesh.read.ReaderTest.assertMissing;
import static dev.faremesh.mesh.read.ReaderTest.isFresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.call.Protection;
import dev.faremesh.mesh.propagation.Acted;
import dev.faremesh.mesh.propagation.Criticality;
import dev.faremesh.mesh.read.Reading.Aged;
import dev.faremesh.mesh.read.Reading.LastKnown;
import dev.faremesh.test.v1.LookupServiceGrpc;
import io.grpc.Context;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract keeps five values for a minute, and gives an attempt ten seconds. */
@Timeout(60)
class LastKnownValuesTest {
  private static final Duration ATTEMPT = Duration.ofSeconds(10);

  private final Dictionary dictionary = new Dictionary();

  @Test
  void aFailedReadIsAnsweredWithWhatIsLastKnownAndItsAge() {
    known(7, "apple");
    pass(11);
    known(13, "pear");
    pass(17);

    assertThat(failed("apple", "pear"))
        .isCompletedWithValue(
            new LastKnown<>(
                Map.of(
                    "apple", new Aged<>(7L, Duration.ofSeconds(28)),
                    "pear", new Aged<>(13L, Duration.ofSeconds(17))),
                Duration.ofSeconds(28)));
    assertThat(dictionary.counts().lastKnown()).isEqualTo(1);
    assertThat(dictionary.counts().lastKnownAge()).isEqualTo(Duration.ofSeconds(28));
    assertThat(dictionary.counts().missing()).isZero();
  }

  @Test
  @DisplayName("T36: what was never known is missing, with the status of the call")
  void whatWasNeverKnownIsMissing() {
    assertMissing(failed("apple"), Status.Code.UNAVAILABLE);
    assertThat(dictionary.counts().missing()).isEqualTo(1);
  }

  @Test
  void whatIsNotKnownCompletelyIsMissing() {
    known(7, "apple");
    assertMissing(failed("apple", "pear"), Status.Code.UNAVAILABLE);
  }

  @Test
  void whatIsKnownOfOneGroupIsNotOfAnother() {
    known(7, "apple");
    var reading = dictionary.readIn("de", "apple");
    dictionary.loop.endRun();
    dictionary.calls.getLast().fail(Status.UNAVAILABLE);
    assertMissing(reading, Status.Code.UNAVAILABLE);
  }

  @Test
  void whatOneReaderLearntAnotherKnowsWhateverItsClass() {
    known(7, "apple");
    var reading = dictionary.readAs(Criticality.SHEDDABLE.in(Context.ROOT), "apple");
    dictionary.loop.endRun();
    dictionary.calls.getLast().fail(Status.UNAVAILABLE);
    assertLastKnown(reading, 7, 0);
  }

  @Test
  @DisplayName("T37: failed and successful reads do not make a value younger")
  void failuresDoNotMakeAValueYounger() {
    known(7, "apple");
    pass(50);
    assertLastKnown(failed("apple"), 7, 50);
    pass(9);
    assertLastKnown(failed("apple"), 7, 59);
    pass(1);
    assertMissing(failed("apple"), Status.Code.UNAVAILABLE);
  }

  @Test
  void noMoreIsKeptThanTheContractSays() {
    for (int i = 0; i < 200; i++) {
      known(i, "word-" + i);
    }
    int known = 0;
    for (int i = 0; i < 200; i++) {
      known += failed("word-" + i).join() instanceof LastKnown ? 1 : 0;
    }
    assertThat(known).isBetween(1, 5);
  }

  @Test
  @DisplayName("T39: every answer is kept and every read asks, whether calls fail or not")
  void workIsConstant() {
    known(7, "apple");
    known(11, "apple"); // a call, although it is known
    assertLastKnown(failed("apple"), 11, 0); // the first failure finds it warm
    assertLastKnown(failed("apple"), 11, 0); // a call again
    known(13, "apple");

    assertThat(dictionary.calls).hasSize(5);
    assertLastKnown(failed("apple"), 13, 0);
  }

  @Test
  void whoHasSomethingElseWaitsForOneAttemptAtMost() {
    known(7, "apple");
    pass(3);
    var reading = dictionary.readNow("apple");
    dictionary.loop.pass(ATTEMPT.minusNanos(1));
    assertThat(reading).isNotDone();

    dictionary.loop.pass(Duration.ofNanos(1));
    assertLastKnown(reading, 7, 13);
  }

  @Test
  void eachReaderWaitsFromWhenItCameAndOneTimerServesThemAll() {
    known(7, "apple");
    var first = dictionary.readNow("apple");
    pass(4);
    var second = dictionary.readNow("apple"); // joins the call under way
    pass(2);
    var third = dictionary.readNow("apple"); // makes another, as the first is late
    var ignorant = dictionary.readNow("plum");
    assertThat(dictionary.loop.timers()).isEqualTo(3); // one for each batch

    pass(4);
    assertLastKnown(first, 7, 10);
    assertThat(second).isNotDone();
    pass(4);
    assertLastKnown(second, 7, 14);
    assertThat(third).isNotDone();
    pass(2);
    assertLastKnown(third, 7, 16);
    pass(100);
    assertThat(ignorant).isNotDone();
    assertThat(dictionary.loop.timers()).isZero();
  }

  @Test
  void aCallGoesOnWithoutReadersWhoWereAnsweredAndWarmsTheNext() {
    known(7, "apple");
    var reading = dictionary.readNow("apple");
    dictionary.loop.pass(ATTEMPT);
    assertLastKnown(reading, 7, 10);
    var call = dictionary.calls.getLast();
    assertThat(call.context().isCancelled()).isFalse();

    call.answer(11);
    pass(2);
    assertLastKnown(failed("apple"), 11, 2);
    assertThat(dictionary.counts().fresh()).isEqualTo(1);
  }

  @Test
  void aLateAnswerDoesNotReplaceThatOfALaterCall() {
    var early = dictionary.readNow("apple");
    pass(6);
    var late = dictionary.readNow("apple");
    dictionary.calls.get(1).answer(11);
    dictionary.calls.get(0).answer(7);

    assertThat(early).matches(reading -> isFresh(reading, "apple"));
    assertThat(late).matches(reading -> isFresh(reading, "apple"));
    assertLastKnown(failed("apple"), 11, 0);
  }

  @Test
  void aReaderWithLittleTimeIsAnsweredWhileItCanStillUseIt() {
    known(7, "apple");
    var reading = dictionary.readAs(dictionary.loop.within(Duration.ofSeconds(3)), "apple");
    dictionary.loop.endRun();
    dictionary.loop.pass(Duration.ofMillis(2994));
    assertThat(reading).isNotDone();

    dictionary.loop.pass(Duration.ofMillis(1));
    assertThat(reading).isCompletedWithValueMatching(LastKnown.class::isInstance);
    assertThat(dictionary.calls.getLast().context().isCancelled()).isFalse();
  }

  @Test
  void aCallOfItsOwnIsStoodInForAsWell() {
    dictionary.switches.set(Protection.COALESCING, false);
    var learning = dictionary.read("apple");
    dictionary.calls.getLast().answer(7);
    assertThat(learning).matches(reading -> isFresh(reading, "apple"));

    assertLastKnown(failed("apple"), 7, 0);
  }

  @Test
  void switchedOffAFailureIsAFailureThatTakesItsTime() {
    known(7, "apple");
    dictionary.switches.set(Protection.LAST_KNOWN, false);
    var reading = dictionary.readNow("apple");
    dictionary.loop.pass(ATTEMPT.multipliedBy(2));
    assertThat(reading).isNotDone();
    dictionary.calls.getLast().fail(Status.UNAVAILABLE);
    assertMissing(reading, Status.Code.UNAVAILABLE);

    dictionary.switches.set(Protection.LAST_KNOWN, true);
    assertLastKnown(failed("apple"), 7, 20);
  }

  @Test
  void switchedOffItIsKeptAllTheSame() {
    dictionary.switches.set(Protection.LAST_KNOWN, false);
    known(7, "apple");
    dictionary.switches.set(Protection.LAST_KNOWN, true);
    assertLastKnown(failed("apple"), 7, 0);
  }

  @Test
  void aContractThatKeepsNothingStandsInForNothing() {
    var forgetful = new Dictionary(LookupServiceGrpc.getLookupOnceMethod(), 100);
    var _ = forgetful.readNow("apple");
    forgetful.calls.getLast().answer(7);
    var reading = forgetful.readNow("apple");
    assertThat(forgetful.loop.timers()).isZero();
    forgetful.calls.getLast().fail(Status.UNAVAILABLE);
    assertMissing(reading, Status.Code.UNAVAILABLE);
  }

  @Test
  @DisplayName("T34: what is answered with a last-known value says so")
  void theServedCallSaysWhatActedOnIt() {
    known(7, "apple");
    pass(3);
    var acted = new Acted();
    var reading = dictionary.readAs(acted.in(Context.ROOT), "apple");
    dictionary.loop.endRun();
    dictionary.calls.getLast().fail(Status.UNAVAILABLE);

    assertLastKnown(reading, 7, 3);
    assertThat(acted.notes()).containsExactly("dictionary/Lookup: last known, 3000 ms old");
  }

  private void known(long number, String word) {
    var _ = dictionary.readNow(word);
    dictionary.calls.getLast().answer(number);
  }

  private CompletableFuture<Reading<String, Long>> failed(String... words) {
    var reading = dictionary.readNow(words);
    dictionary.calls.getLast().fail(Status.UNAVAILABLE);
    return reading;
  }

  private void pass(int seconds) {
    dictionary.loop.pass(Duration.ofSeconds(seconds));
  }

  private static void assertLastKnown(
      CompletableFuture<Reading<String, Long>> reading, long number, int seconds) {
    var age = Duration.ofSeconds(seconds);
    assertThat(reading)
        .isCompletedWithValue(new LastKnown<>(Map.of("apple", new Aged<>(number, age)), age));
  }
}
