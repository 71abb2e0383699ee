package dev.faremesh.mesh.fault;

import static java.util.Objects.requireNonNull;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.propagation.Acted;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way through faults to the service. What its caller says is kept while faults hold
 * it, and is handed on in order when the last one lets it go: from then on it passes. A request
 * that stands alone goes through the faults when it has arrived, and so was found to be valid; a
 * stream of requests when it opens, before the service knows of it.
 *
 * <p>grpc's callbacks are on one thread at a time, faults let go on others: {@code this} guards the
 * fields. No fault and no service is called within the lock, and one thread at a time calls the
 * service, in the context of the call.
 */
final class HeldCall<Q, R> extends ServerCall.Listener<Q> {
  private enum State {
    /** By a fault, or by none yet. */
    HELD,
    /** The service has it. */
    OPEN,
    /** It ended before the service had it. */
    OVER
  }

  private final ServerCall<Q, R> call;
  private final List<FaultInForce> faults;
  private final Context context = Context.current();
  private final Deque<Hit> hits = new ArrayDeque<>();
  private final Deque<Runnable> events = new ArrayDeque<>();
  private State state = State.HELD;
  private boolean drawn;
  private boolean handingOn;
  private Runnable whenGone = () -> {};
  private ServerCall.@Nullable Listener<Q> service;

  private record Hit(FaultInForce fault, long delayNanos) {}

  private HeldCall(ServerCall<Q, R> call, List<FaultInForce> faults) {
    this.call = call;
    this.faults = faults;
  }

  /**
   * Sends a call on its way.
   *
   * @param faults that concern it
   */
  static <Q, R> ServerCall.Listener<Q> start(
      List<FaultInForce> faults,
      ServerCall<Q, R> call,
      Metadata headers,
      ServerCallHandler<Q, R> next) {
    var held = new HeldCall<>(call, faults);
    if (call.getMethodDescriptor().getType().clientSendsOneMessage()) {
      held.service = next.startCall(call, headers); // asks for the request, no more
    } else {
      held.say(() -> held.service = next.startCall(call, headers));
      held.draw();
    }
    return held;
  }

  private void draw() {
    drawn = true;
    for (FaultInForce fault : faults) {
      fault.draw().ifPresent(delay -> hits.add(new Hit(fault, delay)));
    }
    goOn();
  }

  /**
   * A fault takes it in hand. Called within the lock of the fault.
   *
   * @param note what to tell the caller of it
   * @param whenGone runs when its caller goes
   * @return false when its caller has gone
   */
  synchronized boolean enter(String note, Runnable whenGone) {
    if (state != State.HELD) {
      return false;
    }
    Acted.note(context, () -> note);
    this.whenGone = whenGone;
    return true;
  }

  /** On to the next fault that hits it, or to the service. */
  void goOn() {
    Hit next;
    synchronized (this) {
      if (state != State.HELD) {
        return;
      }
      next = hits.poll();
      if (next == null) {
        state = State.OPEN;
        handingOn = true;
      }
    }
    if (next == null) {
      context.run(this::handOn);
    } else {
      next.fault().take(this, next.delayNanos());
    }
  }

  /** Ends it with an error. */
  void end(StatusRuntimeException error) {
    if (leave()) {
      ErrorStatus.close(call, error);
    }
  }

  /** Ends it by a reset of its stream. */
  void reset() {
    if (leave()) {
      StreamReset.of(call);
    }
  }

  private synchronized boolean leave() {
    if (state != State.HELD) {
      return false;
    }
    state = State.OVER;
    events.clear();
    return true;
  }

  @Override
  public void onMessage(Q message) {
    say(() -> service().onMessage(message));
    if (!drawn) {
      draw();
    }
  }

  @Override
  public void onHalfClose() {
    say(() -> service().onHalfClose());
  }

  @Override
  public void onReady() {
    say(() -> service().onReady());
  }

  private void say(Runnable event) {
    synchronized (this) {
      if (state == State.OVER) {
        return;
      }
      events.add(event);
      if (state == State.HELD || handingOn) {
        return;
      }
      handingOn = true;
    }
    handOn();
  }

  @Override
  public void onCancel() {
    sayLast(ServerCall.Listener::onCancel);
  }

  @Override
  public void onComplete() {
    sayLast(ServerCall.Listener::onComplete);
  }

  private void sayLast(Consumer<ServerCall.Listener<Q>> last) {
    leave();
    whenGone().run();
    synchronized (this) {
      events.add(() -> {
        if (service != null) { // null when no fault let the stream open
          last.accept(service);
        }
      });
      if (handingOn) {
        return;
      }
      handingOn = true;
    }
    handOn();
  }

  private synchronized Runnable whenGone() {
    return whenGone;
  }

  private void handOn() {
    for (var event = nextEvent(); event != null; event = nextEvent()) {
      try {
        event.run();
      } catch (RuntimeException e) { // no layer above may be there to catch it
        call.close(Status.UNKNOWN.withCause(e), new Metadata());
      }
    }
  }

  private synchronized @Nullable Runnable nextEvent() {
    var event = events.poll();
    handingOn = event != null;
    return event;
  }

  private ServerCall.Listener<Q> service() {
    return requireNonNull(service);
  }
}
