package dev.faremesh.mesh.call;

import io.grpc.ClientCall;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that holds a permit, and gives it back on every ending: when it closes, when it cannot
 * be started, and when it is cancelled before it was. It may settle twice; permits end once.
 */
final class SettledCall<Q, R> extends SimpleForwardingClientCall<Q, R> {
  /** Takes the permit back. */
  @FunctionalInterface
  interface Settlement {
    void settle(Verdict verdict, Status status, long nanos);
  }

  private final Attempt attempt;
  private final LongSupplier ticker;
  private final Settlement settlement;
  private volatile boolean started;

  SettledCall(
      ClientCall<Q, R> delegate, Attempt attempt, LongSupplier ticker, Settlement settlement) {
    super(delegate);
    this.attempt = attempt;
    this.ticker = ticker;
    this.settlement = settlement;
  }

  @Override
  public void start(Listener<R> listener, Metadata headers) {
    started = true;
    long startedAt = ticker.getAsLong();
    try {
      super.start(
          new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
              var verdict = Verdict.of(status, trailers, attempt);
              settlement.settle(verdict, status, ticker.getAsLong() - startedAt);
              super.onClose(status, trailers);
            }
          },
          headers);
    } catch (RuntimeException e) {
      settlement.settle(Verdict.IGNORED, Status.CANCELLED, 0); // it will never close
      throw e;
    }
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    if (!started) {
      settlement.settle(Verdict.IGNORED, Status.CANCELLED, 0); // it will never close
    }
    super.cancel(message, cause);
  }
}
