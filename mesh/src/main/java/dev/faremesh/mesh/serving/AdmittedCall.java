package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.serving.GrantedTime.Ending;
import io.grpc.Context;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * A call that holds a permit, and gives it back on every ending: when it is closed from below, when
 * a layer above closes it, when its caller gives up, and when it cannot be started.
 */
final class AdmittedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
  private final AdmissionLimit.Permit permit;
  private final Optional<GrantedTime> granted;
  private final LongSupplier nanos;
  private final long startedAt;
  private final Context context = Context.current();

  AdmittedCall(
      ServerCall<Q, R> delegate,
      AdmissionLimit.Permit permit,
      Optional<GrantedTime> granted,
      LongSupplier nanos) {
    super(delegate);
    this.permit = permit;
    this.granted = granted;
    this.nanos = nanos;
    this.startedAt = nanos.getAsLong();
  }

  ServerCall.Listener<Q> start(ServerCallHandler<Q, R> next, Metadata headers) {
    boolean started = false;
    try {
      var listener = new Settling(next.startCall(this, headers));
      started = true;
      return listener;
    } finally {
      if (!started) {
        permit.end(Timeliness.UNKNOWN); // no callback will follow
      }
    }
  }

  @Override
  public void close(Status status, Metadata trailers) {
    settle(status.isOk());
    super.close(status, trailers);
  }

  private void settle(boolean ok) {
    long took = nanos.getAsLong() - startedAt;
    var ending = ok ? Ending.OK : outOfTime(took) ? Ending.OUT_OF_TIME : Ending.OTHER;
    permit.end(granted.map(g -> g.judge(ending, took)).orElse(Timeliness.UNKNOWN));
  }

  /** Or so nearly that it was the caller whose clock rang first. */
  private boolean outOfTime(long took) {
    var deadline = context.getDeadline();
    return context.cancellationCause() instanceof TimeoutException
        || (deadline != null && deadline.timeRemaining(TimeUnit.NANOSECONDS) < took / 10);
  }

  private final class Settling extends SimpleForwardingServerCallListener<Q> {
    Settling(ServerCall.Listener<Q> delegate) {
      super(delegate);
    }

    @Override
    public void onComplete() {
      settle(false); // unless it was closed from below
      super.onComplete();
    }

    @Override
    public void onCancel() {
      settle(false);
      super.onCancel();
    }
  }
}
