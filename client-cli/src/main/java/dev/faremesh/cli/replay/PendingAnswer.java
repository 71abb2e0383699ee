package dev.faremesh.cli.replay;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The answer to a unary call that was made without waiting for it. */
public final class PendingAnswer<R> implements StreamObserver<R> {
  private final CompletableFuture<R> answer = new CompletableFuture<>();
  private @Nullable R message;

  private PendingAnswer() {}

  /**
   * Makes a call.
   *
   * @param call of a stub, such as {@code answer -> stub.getRide(request, answer)}
   * @return completes on the thread of the connection, with the answer or the failed status
   */
  public static <R> CompletableFuture<R> to(Consumer<StreamObserver<R>> call) {
    var pending = new PendingAnswer<R>();
    call.accept(pending);
    return pending.answer;
  }

  @Override
  public void onNext(R value) {
    message = value;
  }

  @Override
  public void onError(Throwable t) {
    answer.completeExceptionally(t);
  }

  @Override
  public void onCompleted() {
    if (message == null) {
      answer.completeExceptionally(new IllegalStateException("a call was answered with nothing"));
    } else {
      answer.complete(message);
    }
  }
}
