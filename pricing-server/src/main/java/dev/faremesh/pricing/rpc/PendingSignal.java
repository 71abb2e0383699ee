package dev.faremesh.pricing.rpc;

import dev.faremesh.pricing.CellCounts;
import dev.faremesh.pricing.Signal;
import dev.faremesh.pricing.Signal.Missing;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.DateTimeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Waits for the answer of another server and makes a signal of it, on the thread that brings it.
 * Never fails: a failed call is a missing signal, whose reason is the name of its status code.
 */
final class PendingSignal<R> implements StreamObserver<R> {
  private final Function<R, Signal<CellCounts>> reading;
  private final CompletableFuture<Signal<CellCounts>> signal = new CompletableFuture<>();
  private Signal<CellCounts> heard =
      new Missing<>(Status.Code.INTERNAL.name()); // OK, but no answer

  /**
   * Waits.
   *
   * @param reading makes a signal of an answer; throws when an answer contradicts its contract
   */
  PendingSignal(Function<R, Signal<CellCounts>> reading) {
    this.reading = reading;
  }

  CompletionStage<Signal<CellCounts>> signal() {
    return signal;
  }

  @Override
  public void onNext(R answer) {
    try {
      heard = reading.apply(answer);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      heard = new Missing<>(Missing.NONSENSE);
    }
  }

  @Override
  public void onError(Throwable failure) {
    signal.complete(new Missing<>(Status.fromThrowable(failure).getCode().name()));
  }

  @Override
  public void onCompleted() {
    signal.complete(heard);
  }
}
