package dev.faremesh.pricing.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.pricing.Signal.Missing;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

final class PendingSignalTest {
  private final PendingSignal<String> pending = new PendingSignal<>(Missing::new);

  @Test
  void answerCountsWhenTheCallHasSucceeded() {
    pending.onNext("READ");
    assertThat(pending.signal().toCompletableFuture()).isNotDone();

    pending.onCompleted();
    assertSignal("READ");
  }

  @Test
  void answerOfACallThatThenFailsDoesNotCount() {
    pending.onNext("READ");
    pending.onError(Status.DATA_LOSS.withDescription("half of it").asRuntimeException());

    assertSignal("DATA_LOSS");
  }

  @Test
  void successWithoutAnAnswerIsMissing() {
    pending.onCompleted();

    assertSignal("INTERNAL");
  }

  private void assertSignal(String reason) {
    assertThat(pending.signal().toCompletableFuture()).isCompletedWithValue(new Missing<>(reason));
  }
}
