package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.call.Protection;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.propagation.Caller;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sees to it that a unary call ends. One of the public that states no deadline (grpcurl sends none)
 * gets that of its contract; it is in the context, so that the calls which are made for it heed it,
 * and they are cancelled with it. A server of the mesh that calls without one is refused: it would
 * wait for ever when this server does.
 */
final class DeadlineLayer implements ServerInterceptor {
  private final GrantedTimes granted;
  private final Switches switches;
  private final ScheduledExecutorService timer;

  DeadlineLayer(GrantedTimes granted, Switches switches, ScheduledExecutorService timer) {
    this.granted = granted;
    this.switches = switches;
    this.timer = timer;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var method = call.getMethodDescriptor();
    if (method.getType() != MethodType.UNARY
        || Context.current().getDeadline() != null
        || !switches.on().contains(Protection.DEADLINE)) {
      return next.startCall(call, headers);
    }
    if (Caller.in(headers).isPresent()) {
      throw missing(method.getFullMethodName());
    }
    var time = granted.of(method);
    return time.isPresent()
        ? startInTime(time.get().whole(), call, headers, next)
        : next.startCall(call, headers);
  }

  private <Q, R> ServerCall.Listener<Q> startInTime(
      Duration whole, ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    var endable = new EndableCall<>(call);
    // Ends with its parent, which grpc cancels on every ending of the call: the timer forgets it.
    var context =
        Context.current()
            .withDeadline(Deadline.after(whole.toNanos(), TimeUnit.NANOSECONDS), timer);
    // The first listener: it is told before the calls that are made for this one end.
    context.addListener(
        cancelled -> {
          if (cancelled.cancellationCause() instanceof TimeoutException) {
            endable.end(exceeded(call.getMethodDescriptor().getFullMethodName(), whole));
          }
        },
        Runnable::run);
    return Contexts.interceptCall(context, endable, headers, next);
  }

  private static StatusRuntimeException missing(String method) {
    return ErrorStatus.of(
        Status.Code.FAILED_PRECONDITION,
        "DEADLINE_MISSING",
        method + " was called by a server without a deadline (expected: one)",
        Map.of("method", method));
  }

  private static StatusRuntimeException exceeded(String method, Duration whole) {
    return ErrorStatus.of(
        Status.Code.DEADLINE_EXCEEDED,
        "DEADLINE_EXCEEDED",
        "%s took longer than %d ms, which its contract grants a call that states no deadline"
            .formatted(method, whole.toMillis()),
        Map.of("method", method, "deadlineMillis", "" + whole.toMillis()));
  }
}
