package dev.faremesh.mesh.call;

import dev.faremesh.mesh.policy.Policy;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Gives every call a deadline: the soonest of the contract's, the caller's own, and that of the
 * call which is being served, less a reserve in which to still answer. Must be above the attempts,
 * which share it. A unary call that has none cannot be made.
 */
final class DeadlineLayer implements ClientInterceptor {
  /** What is kept back of the served call's time. */
  static final long RESERVE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    var context = CallContext.of(options);
    if (!context.has(Protection.DEADLINE)) {
      return next.newCall(method, options);
    }
    var deadline = soonest(options, context.method());
    if (deadline.isPresent()) {
      return next.newCall(method, options.withDeadline(deadline.get()));
    }
    if (!method.getType().clientSendsOneMessage() || !method.getType().serverSendsOneMessage()) {
      return next.newCall(method, options); // streams end by idleness and age, not by a deadline
    }
    context.method().counts().rejectedByDeadline();
    return new RejectedCall<>(
        Rejection.by(
            "deadline",
            Status.Code.FAILED_PRECONDITION,
            "DEADLINE_MISSING",
            context.method().name()
                + " has no deadline: neither its contract nor its caller states one"));
  }

  private static Optional<Deadline> soonest(CallOptions options, MethodState method) {
    var contract =
        method
            .contract()
            .policy()
            .map(Policy::deadline)
            .map(d -> Deadline.after(d.toNanos(), TimeUnit.NANOSECONDS));
    var served =
        Optional.ofNullable(Context.current().getDeadline())
            .map(d -> d.offset(-RESERVE_NANOS, TimeUnit.NANOSECONDS));
    return sooner(sooner(contract, served), Optional.ofNullable(options.getDeadline()));
  }

  private static Optional<Deadline> sooner(Optional<Deadline> a, Optional<Deadline> b) {
    return a.isPresent() && b.isPresent() ? Optional.of(a.get().minimum(b.get())) : a.or(() -> b);
  }
}
