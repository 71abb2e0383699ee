package dev.faremesh.lab.relay;

import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A unary call that is sent again when it fails. It keeps headers and request, sends them when the
 * caller has said all, and passes on what the last attempt brought.
 *
 * <p>Attempts run in the context of the caller. Its methods and the callbacks of an attempt may be
 * on different threads; {@code this} guards the fields, and nobody is called within the lock.
 */
final class RepeatedCall<Q, R> extends ClientCall<Q, R> {
  private static final Set<Status.Code> REPEATED =
      EnumSet.of(
          Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.RESOURCE_EXHAUSTED);

  private final Supplier<ClientCall<Q, R>> attempts;
  private final @Nullable Deadline deadline;
  private final Context caller = Context.current();

  private @Nullable Listener<R> listener;
  private Metadata headers = new Metadata();
  private @Nullable Q request;
  private @Nullable ClientCall<Q, R> current;
  private int left;
  private int number;
  private boolean cancelled;

  /**
   * Nothing is sent yet.
   *
   * @param attempts each a new call
   * @param deadline of the caller, after which there is no further one
   * @param most attempts
   */
  RepeatedCall(Supplier<ClientCall<Q, R>> attempts, @Nullable Deadline deadline, int most) {
    this.attempts = attempts;
    this.deadline = deadline;
    this.left = most;
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
    if (mayStart()) {
      caller.run(this::attempt);
    }
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    ClientCall<Q, R> attempt;
    Listener<R> told;
    synchronized (this) {
      told = cancelled || number > 0 ? null : listener; // nothing below would tell it
      cancelled = true;
      attempt = current;
    }
    if (told != null) {
      told.onClose(Status.CANCELLED.withDescription(message).withCause(cause), new Metadata());
    }
    if (attempt != null) {
      attempt.cancel(message, cause);
    }
  }

  /** Takes one of the attempts that are left. */
  private synchronized boolean mayStart() {
    if (left == 0 || cancelled) {
      return false;
    }
    left--;
    number++;
    return true;
  }

  private void attempt() {
    var attempt = attempts.get();
    var copy = new Metadata(); // layers below write into it
    int mine;
    Q message;
    synchronized (this) {
      copy.merge(headers);
      message = request;
      mine = number;
    }
    attempt.start(new Attempt(), copy);
    attempt.request(2); // as for any unary call: a second answer is an error that must be seen
    if (message != null) {
      attempt.sendMessage(message);
    }
    attempt.halfClose();
    boolean cancelNow;
    synchronized (this) {
      if (number == mine) { // or it has failed already, and another is on its way
        current = attempt;
      }
      cancelNow = cancelled;
    }
    if (cancelNow) {
      attempt.cancel("cancelled by the caller", null);
    }
  }

  private boolean repeats(Status status) {
    return REPEATED.contains(status.getCode())
        && !caller.isCancelled()
        && (deadline == null || !deadline.isExpired())
        && mayStart();
  }

  private final class Attempt extends Listener<R> {
    private @Nullable Metadata responseHeaders;
    private @Nullable R response;

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
      if (repeats(status)) {
        caller.run(RepeatedCall.this::attempt);
      } else {
        deliver(status, trailers);
      }
    }

    private void deliver(Status status, Metadata trailers) {
      Listener<R> told;
      synchronized (RepeatedCall.this) {
        told = listener;
      }
      if (told == null) {
        return;
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
