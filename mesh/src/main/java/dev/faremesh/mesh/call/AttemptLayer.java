package dev.faremesh.mesh.call;

import dev.faremesh.mesh.policy.Policy;
import dev.faremesh.mesh.propagation.RetryOwner;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.util.Optional;

/**
 * Makes the attempts of a unary call. Each has a timeout of its own; a failed one is followed by
 * another where the contract allows a repeat, no hop above does it already, and the budget of the
 * target has a retry. Must be below the deadline, which all attempts share, and above limit and
 * breaker, which see each attempt.
 */
final class AttemptLayer implements ClientInterceptor {
  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    var context = CallContext.of(options);
    var policy = context.method().contract().policy().flatMap(Policy::attempts);
    var deadline = Optional.ofNullable(options.getDeadline());
    if (policy.isEmpty() || deadline.isEmpty() || method.getType() != MethodType.UNARY) {
      return next.newCall(method, options);
    }
    context.edge().budget().deposit(policy.get().retryBudget());
    return new AttemptedCall<>(method, options, next, context, policy.get(), deadline.get());
  }

  /** Whether this hop may try again. */
  static boolean ownsRetries(CallContext context, Policy.Attempts policy) {
    return policy.max() > 1
        && context.has(Protection.RETRY)
        && context.method().contract().repeatable()
        && !RetryOwner.above();
  }
}
