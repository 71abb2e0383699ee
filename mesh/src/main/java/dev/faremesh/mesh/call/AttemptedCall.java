package dev.faremesh.mesh.call;

import dev.faremesh.mesh.policy.Policy;
import dev.faremesh.mesh.propagation.Acted;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A unary call that is made of attempts. It keeps the request, starts an attempt when the caller
 * has said all, and passes on what the last attempt brought; what earlier ones brought is dropped.
 *
 * <p>Attempts run in the context of the caller, so that they end when the call does that is being
 * served. The caller's methods, the timer and the attempt's callbacks may be on different threads;
 * {@code this} guards the fields, and no listener is called within the lock.
 */
final class AttemptedCall<Q, R> extends ClientCall<Q, R> {
  private static final Metadata.Key<String> ATTEMPTS =
      Metadata.Key.of("faremesh-attempts", Metadata.ASCII_STRING_MARSHALLER);

  /** The share of its timeout that an attempt must have had: some time has always passed. */
  private static final double FAIR = 0.9;

  private final MethodDescriptor<Q, R> method;
  private final CallOptions options;
  private final Layer.Below below;
  private final CallContext context;
  private final Policy.Attempts policy;
  private final @Nullable Deadline deadline;
  private final boolean mayRetry;
  private final Context caller = Context.current();

  private @Nullable Listener<R> listener;
  private @Nullable Metadata headers;
  private @Nullable Q request;
  private @Nullable ClientCall<Q, R> current;
  private @Nullable ScheduledFuture<?> pending;
  private int number;
  private boolean cancelled;
  private boolean over;

  AttemptedCall(
      MethodDescriptor<Q, R> method,
      CallOptions options,
      Layer.Below below,
      CallContext context,
      Policy.Attempts policy,
      @Nullable Deadline deadline) {
    this.method = method;
    this.options = options;
    this.below = below;
    this.context = context;
    this.policy = policy;
    this.deadline = deadline;
    this.mayRetry = AttemptLayer.ownsRetries(context, policy);
    context.ownsRetries(mayRetry);
  }

  @Override
  public synchronized void start(Listener<R> listener, Metadata headers) {
    this.listener = listener;
    this.headers = headers;
  }

  @Override
  public void request(int count) {
    // One answer is all there is, and each attempt asks for it itself.
  }

  @Override
  public synchronized void sendMessage(Q message) {
    request = message;
  }

  @Override
  public void halfClose() {
    caller.run(this::startAttempt);
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    ClientCall<Q, R> attempt;
    Listener<R> told = null;
    synchronized (this) {
      if (over || cancelled) {
        return;
      }
      cancelled = true;
      attempt = current; // null while one is being sent: whoever sends it sees the flag
      if (number == 0 || pending != null) { // before the first attempt, or between two
        over = true;
        told = listener;
      }
      if (pending != null) {
        pending.cancel(false);
      }
    }
    if (told != null) {
      told.onClose(Status.CANCELLED.withDescription(message).withCause(cause), new Metadata());
    } else if (attempt != null) {
      attempt.cancel(message, cause);
    }
  }

  private void startAttempt() {
    Q message;
    int mine;
    Metadata attemptHeaders = new Metadata();
    synchronized (this) {
      if (over) {
        return;
      }
      pending = null;
      current = null;
      mine = ++number;
      message = request;
      if (headers != null) {
        attemptHeaders.merge(headers);
      }
    }
    var attempt = below.newCall(method, attemptOptions(), context);
    attempt.start(new AttemptListener(mine), attemptHeaders);
    attempt.request(2); // as for any unary call: a second answer is an error that must be seen
    if (message != null) {
      attempt.sendMessage(message);
    }
    attempt.halfClose();
    boolean cancelNow;
    synchronized (this) {
      if (!over && pending == null && number == mine) {
        current = attempt;
      }
      cancelNow = cancelled && !over;
    }
    if (cancelNow) {
      attempt.cancel("cancelled by the caller", null);
    }
  }

  private RetryDecision decision() {
    var edge = context.edge();
    return new RetryDecision(
        policy, context.method().smallestUseful(policy), edge.budget(), edge.timing().random());
  }

  private CallOptions attemptOptions() {
    if (deadline == null) {
      return options;
    }
    long left = deadline.timeRemaining(TimeUnit.NANOSECONDS);
    var own = Deadline.after(policy.timeout().toNanos(), TimeUnit.NANOSECONDS);
    context.fairShare(left >= FAIR * policy.timeout().toNanos());
    return options.withDeadline(own.minimum(deadline));
  }

  private final class AttemptListener extends Listener<R> {
    private final int attempt;
    private @Nullable Metadata responseHeaders;
    private @Nullable R response;

    AttemptListener(int attempt) {
      this.attempt = attempt;
    }

    @Override
    public void onHeaders(Metadata headers) {
      responseHeaders = headers;
    }

    @Override
    public void onMessage(R message) {
      response = message;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (!status.isOk() && mayRetry && !caller.isCancelled() && context.method().calm()) {
        var wait = decision().after(attempt, status, trailers, deadline);
        if (wait.isPresent() && retryAfter(wait.get())) {
          return;
        }
      }
      deliver(status, trailers);
    }

    private boolean retryAfter(Duration wait) {
      synchronized (AttemptedCall.this) {
        if (over || cancelled) {
          return false;
        }
        current = null;
        pending =
            context
                .edge()
                .timing()
                .timer()
                .schedule(
                    caller.wrap(AttemptedCall.this::startAttempt),
                    wait.toNanos(),
                    TimeUnit.NANOSECONDS);
        return true;
      }
    }

    private void deliver(Status status, Metadata trailers) {
      Listener<R> told;
      synchronized (AttemptedCall.this) {
        if (over) {
          return;
        }
        over = true;
        told = listener;
      }
      if (told == null) {
        return;
      }
      trailers.discardAll(ATTEMPTS); // those of a hop below are its own affair
      if (attempt > 1) {
        trailers.put(ATTEMPTS, "" + attempt);
        Acted.note(caller, () -> context.method().name() + ": " + attempt + " attempts");
      }
      if (responseHeaders != null) {
        told.onHeaders(responseHeaders);
      }
      if (response != null) {
        told.onMessage(response);
      }
      told.onClose(status, trailers);
    }
  }
}
