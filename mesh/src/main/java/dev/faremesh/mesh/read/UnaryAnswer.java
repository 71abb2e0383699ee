package dev.faremesh.mesh.read;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Waits for the end of a unary call: an answer counts only when its call succeeded. */
final class UnaryAnswer<R, T> implements StreamObserver<R> {
  private final Function<R, T> reading;
  private final CompletableFuture<T> stage = new CompletableFuture<>();
  private @Nullable R message;

  UnaryAnswer(Function<R, T> reading) {
    this.reading = reading;
  }

  /** Completes on the thread that brings the end, with what was read, or as the call failed. */
  CompletionStage<T> stage() {
    return stage;
  }

  @Override
  public void onNext(R message) {
    this.message = message;
  }

  @Override
  public void onError(Throwable failure) {
    stage.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    if (message == null) {
      onError(Status.INTERNAL.withDescription("OK, but no answer").asRuntimeException());
      return;
    }
    try {
      stage.complete(reading.apply(message));
    } catch (RuntimeException e) {
      onError(e);
    }
  }
}
