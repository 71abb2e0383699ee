package dev.faremesh.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.type.v1.Acknowledgement;
import io.grpc.stub.ClientCallStreamObserver;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ReportStreamTest {
  private final FeedCounts counts = new FeedCounts();
  private final Requests requests = new Requests();
  private final ReportStream<String, Acknowledgement> stream =
      ReportStream.open("ReportThings", responses -> requests, Function.identity(), counts);

  ReportStreamTest() {
    stream.beforeStart(requests);
  }

  @Test
  void senderWaitsWhileTooMuchIsUnanswered() throws Exception {
    var sending =
        new FutureTask<>(() -> {
          for (int n = 0; n <= ReportStream.MOST_UNANSWERED; n++) {
            stream.send("report", true);
          }
          return true;
        });
    var sender = Thread.ofPlatform().start(sending);
    requests.full.await();
    while (sender.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(requests.sent).hasValue(ReportStream.MOST_UNANSWERED);

    answer(1, ReportStream.MOST_UNANSWERED / 2);

    assertThat(sending.get()).isTrue();
    assertThat(requests.sent).hasValue(ReportStream.MOST_UNANSWERED + 1);
  }

  @Test
  void answerOutOfTurnBreaksTheStream() throws InterruptedException {
    stream.send("report", true);
    answer(2, 2);

    assertThatThrownBy(stream::awaitAnswers)
        .hasMessageContaining("INTERNAL: ReportThings: acknowledgement 2 came (expected: 1)");
  }

  @Test
  void streamThatTheServerEndsIsUnavailable() throws InterruptedException {
    stream.send("report", true);
    stream.onCompleted();

    assertThatThrownBy(() -> stream.send("another", true))
        .hasMessageContaining("UNAVAILABLE: ReportThings: the server ended it, with 1 messages");
  }

  @Test
  void finishedStreamEndsWhenTheServerSaysSo() throws InterruptedException {
    stream.send("header", false);
    answer(1, 1);
    stream.finish();
    stream.onCompleted();
    stream.awaitEnd();

    assertThat(requests.completed).isTrue();
    assertThat(counts.of(Count.ACKNOWLEDGED)).isZero();
  }

  private void answer(long from, long to) {
    for (long sequence = from; sequence <= to; sequence++) {
      stream.onNext(Acknowledgement.newBuilder().setSequence(sequence).build());
    }
  }

  /** A transport that takes everything. */
  private static final class Requests extends ClientCallStreamObserver<String> {
    final CountDownLatch full = new CountDownLatch(ReportStream.MOST_UNANSWERED);
    final AtomicInteger sent = new AtomicInteger();
    volatile boolean completed;

    @Override
    public void onNext(String message) {
      sent.incrementAndGet();
      full.countDown();
    }

    @Override
    public void onCompleted() {
      completed = true;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void onError(Throwable t) {
      throw new AssertionError(t);
    }

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {
      throw new AssertionError("nobody gives up");
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}

    @Override
    public void disableAutoInboundFlowControl() {}
  }
}
