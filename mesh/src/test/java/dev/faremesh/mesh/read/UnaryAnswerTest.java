package dev.faremesh.mesh.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UnaryAnswerTest {
  private final UnaryAnswer<String, Integer> answer = new UnaryAnswer<>(Integer::parseInt);

  @Test
  void anAnswerCountsWhenItsCallHasSucceeded() {
    answer.onNext("7");
    assertThat(stage()).isNotDone();

    answer.onCompleted();
    assertThat(stage()).isCompletedWithValue(7);
  }

  @Test
  void anAnswerOfACallThatThenFailsDoesNotCount() {
    answer.onNext("7");
    answer.onError(Status.DATA_LOSS.withDescription("half of it").asRuntimeException());

    assertThat(Status.fromThrowable(stage().exceptionNow()).getCode())
        .isEqualTo(Status.Code.DATA_LOSS);
  }

  @Test
  void successWithoutAnAnswerIsAFailure() {
    answer.onCompleted();

    assertThat(Status.fromThrowable(stage().exceptionNow()).getCode())
        .isEqualTo(Status.Code.INTERNAL);
  }

  @Test
  void anAnswerThatCannotBeReadIsAFailure() {
    answer.onNext("seven");
    answer.onCompleted();

    assertThat(stage().exceptionNow()).isInstanceOf(NumberFormatException.class);
  }

  private CompletableFuture<Integer> stage() {
    return answer.stage().toCompletableFuture();
  }
}
