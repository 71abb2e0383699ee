package dev.faremesh.mesh.call;

import dev.faremesh.mesh.policy.Policy;
import dev.faremesh.mesh.propagation.Criticality;
import io.grpc.ClientCall;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An attempt on its way. It holds the permits of limit and breaker, and ends them on every ending:
 * when it closes, when it cannot be started, and when it is cancelled before it was.
 *
 * <p>A stream has succeeded when the first message comes back: how it ends later, in minutes or
 * days, says nothing of new calls. It holds its place in the limit until then.
 */
final class SentCall<Q, R> extends SimpleForwardingClientCall<Q, R> {
  private final CallContext context;
  private final boolean fairShare;
  private final @Nullable Permit limit;
  private final @Nullable Permit breaker;
  private long startedAt;
  private volatile boolean started;

  SentCall(ClientCall<Q, R> delegate, CallContext context) {
    super(delegate);
    this.context = context;
    this.fairShare = context.fairShare();
    this.limit = context.takeLimitPermit();
    this.breaker = context.takeBreakerPermit();
  }

  @Override
  public void start(Listener<R> listener, Metadata headers) {
    headers.merge(context.edge().headers(context.ownsRetries()));
    Criticality.current().tell(headers);
    started = true;
    startedAt = context.edge().timing().nanos().getAsLong();
    try {
      super.start(new SentListener(listener), headers);
    } catch (RuntimeException e) {
      settle(Verdict.IGNORED, Status.CANCELLED, 0); // it will never close
      throw e;
    }
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    if (!started) {
      settle(Verdict.IGNORED, Status.CANCELLED, 0); // it will never close
    }
    super.cancel(message, cause);
  }

  private void ended(Status status, Metadata trailers) {
    long nanos = context.edge().timing().nanos().getAsLong() - startedAt;
    context.method().counts().attempt(status.isOk());
    if (status.isOk() && context.method().unary()) {
      context.method().attemptLatency().record(nanos);
    }
    settle(Verdict.of(status, trailers, fairShare || unreachable(status)), status, nanos);
  }

  /** Whether time ran out on a connection that has not been there for one attempt's timeout. */
  private boolean unreachable(Status status) {
    if (status.getCode() != Status.Code.DEADLINE_EXCEEDED) {
      return false;
    }
    var policy = context.method().contract().policy();
    long patience =
        policy
            .flatMap(Policy::attempts)
            .map(Policy.Attempts::timeout)
            .or(() -> policy.map(Policy::deadline))
            .map(Duration::toNanos)
            .orElse(Long.MAX_VALUE);
    return context.edge().connection().notReadyNanos() >= patience;
  }

  private void settle(Verdict verdict, Status status, long nanos) {
    if (limit != null) {
      limit.settle(
          context.method().unary() ? verdict : Verdict.IGNORED,
          status,
          nanos); // no sample of latency
    }
    if (breaker != null) {
      breaker.settle(verdict, status, nanos);
    }
  }

  private final class SentListener extends SimpleForwardingClientCallListener<R> {
    SentListener(Listener<R> delegate) {
      super(delegate);
    }

    @Override
    public void onMessage(R message) {
      if (!context.method().unary() && breaker != null) {
        breaker.settle(Verdict.SUCCESS, Status.OK, 0);
      }
      super.onMessage(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      ended(status, trailers);
      super.onClose(status, trailers);
    }
  }
}
