package dev.faremesh.mesh.call;

import dev.faremesh.mesh.policy.Policy;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives every call a deadline: the soonest of the contract's, the caller's own, and that of the
 * call which is being served, less a reserve in which to still answer. Must be above the attempts,
 * which share it. A unary call that has none cannot be made.
 */
final class DeadlineLayer implements Layer {
  /** What is kept back of the served call's time. */
  static final long RESERVE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  @Override
  public <Q, R> ClientCall<Q, R> newCall(
      MethodDescriptor<Q, R> method, CallOptions options, CallContext context, Below below) {
    if (!context.has(Protection.DEADLINE)) {
      if (options.getDeadline() != null) {
        context.deadline(options.getDeadline());
      }
      return below.newCall(method, options, context);
    }
    var granted = granted(context.method());
    var deadline = sooner(sooner(granted, left()), options.getDeadline());
    if (deadline != null) {
      context.fairShare(granted != null && !deadline.isBefore(granted));
      context.deadline(deadline);
      return below.newCall(method, options, context);
    }
    if (!context.method().unary()) {
      return below.newCall(
          method, options, context); // streams end by idleness and age, not by a deadline
    }
    context.method().counts().rejectedByDeadline();
    return new RejectedCall<>(
        context.method().name(), context.method().rejections().deadlineMissing());
  }

  private static @Nullable Deadline granted(MethodState method) {
    var policy = method.contract().policy();
    return policy.isEmpty() ? null : after(policy.get());
  }

  private static Deadline after(Policy policy) {
    return Deadline.after(policy.deadline().toNanos(), TimeUnit.NANOSECONDS);
  }

  private static @Nullable Deadline left() {
    var served = Context.current().getDeadline();
    return served == null ? null : served.offset(-RESERVE_NANOS, TimeUnit.NANOSECONDS);
  }

  private static @Nullable Deadline sooner(@Nullable Deadline a, @Nullable Deadline b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.minimum(b);
  }
}
