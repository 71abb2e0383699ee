package dev.faremesh.mesh.call;

import dev.faremesh.mesh.policy.Policy;
import dev.faremesh.mesh.propagation.RetryOwner;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import java.util.concurrent.TimeUnit;

/**
 * Makes the attempts of a unary call. Each has a timeout of its own; a failed one is followed by
 * another where the contract allows a repeat, no hop above does it already, and the budget of the
 * target has a retry. Must be below the deadline, which all attempts share, and above limit and
 * breaker, which see each attempt. Where that protection is off and the caller sets none either, an
 * attempt takes as long as it takes.
 */
final class AttemptLayer implements Layer {
  @Override
  public <Q, R> ClientCall<Q, R> newCall(
      MethodDescriptor<Q, R> method, CallOptions options, CallContext context, Below below) {
    var deadline = context.deadline();
    var policy = context.method().contract().policy().flatMap(Policy::attempts);
    if (policy.isEmpty() || !context.method().unary()) {
      return below.newCall(
          method, deadline == null ? options : options.withDeadline(deadline), context);
    }
    if (deadline != null
        && context.has(Protection.DEADLINE)
        && tooLate(deadline, context.method(), policy.get())) {
      context.method().counts().rejectedByDeadline();
      return new RejectedCall<>(
          context.method().name(), context.method().rejections().noTimeLeft());
    }
    context.edge().budget().deposit(policy.get().retryBudget());
    return new AttemptedCall<>(method, options, below, context, policy.get(), deadline);
  }

  private static boolean tooLate(Deadline deadline, MethodState method, Policy.Attempts policy) {
    long left = deadline.timeRemaining(TimeUnit.NANOSECONDS);
    return left < policy.timeout().toNanos() // the median is looked up only when it may matter
        && left < method.smallestUseful(policy).toNanos();
  }

  /** Whether this hop may try again. */
  static boolean ownsRetries(CallContext context, Policy.Attempts policy) {
    return policy.max() > 1
        && context.has(Protection.RETRY)
        && context.method().contract().repeatable()
        && !RetryOwner.above();
  }
}
