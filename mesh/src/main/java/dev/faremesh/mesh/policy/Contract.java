package dev.faremesh.mesh.policy;

import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors;
import com.google.protobuf.util.Durations;
import dev.faremesh.mesh.v1.CallPolicy;
import dev.faremesh.mesh.v1.CallPolicyProto;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.time.Duration;
import java.util.Optional;

/**
 * What the contract of a method says of failure.
 *
 * @param method the full name, SERVICE/METHOD
 * @param policy empty when the contract states none
 * @param repeatable a call may be made twice: the method has no side effects, or the contract calls
 *     it idempotent and the request carries a request_id
 */
public record Contract(String method, Optional<Policy> policy, boolean repeatable) {
  /** Reads the options of a method's descriptor. A foreign one without them says nothing. */
  public static Contract of(MethodDescriptor<?, ?> method) {
    return method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema
        ? of(schema.getMethodDescriptor())
        : new Contract(method.getFullMethodName(), Optional.empty(), false);
  }

  /** Reads the options of a method. */
  public static Contract of(Descriptors.MethodDescriptor method) {
    var options = method.getOptions();
    var policy =
        options.hasExtension(CallPolicyProto.callPolicy)
            ? Optional.of(policyOf(options.getExtension(CallPolicyProto.callPolicy)))
            : Optional.<Policy>empty();
    return new Contract(
        method.getService().getFullName() + "/" + method.getName(),
        policy,
        repeatable(options, method.getInputType()));
  }

  private static boolean repeatable(MethodOptions options, Descriptors.Descriptor request) {
    var level = options.getIdempotencyLevel();
    return level == IdempotencyLevel.NO_SIDE_EFFECTS
        || (level == IdempotencyLevel.IDEMPOTENT && request.findFieldByName("request_id") != null);
  }

  private static Policy policyOf(CallPolicy policy) {
    return new Policy(
        duration(policy.getDeadline()),
        policy.hasAttempts() ? Optional.of(attemptsOf(policy)) : Optional.empty(),
        policy.hasBreaker() ? Optional.of(breakerOf(policy)) : Optional.empty(),
        policy.hasLimit() ? Optional.of(limitOf(policy)) : Optional.empty());
  }

  private static Policy.Attempts attemptsOf(CallPolicy policy) {
    var attempts = policy.getAttempts();
    return new Policy.Attempts(
        attempts.getMax(),
        duration(attempts.getTimeout()),
        duration(attempts.getSmallestUseful()),
        duration(attempts.getBackoff()),
        attempts.getRetryBudget());
  }

  private static Policy.Breaker breakerOf(CallPolicy policy) {
    var breaker = policy.getBreaker();
    return new Policy.Breaker(
        breaker.getWindow(),
        breaker.getFailureRate(),
        duration(breaker.getOpenFor()),
        breaker.getProbes());
  }

  private static Policy.Limit limitOf(CallPolicy policy) {
    var limit = policy.getLimit();
    return new Policy.Limit(
        limit.hasMin() ? limit.getMin() : 1, limit.getMax(), limit.getAdaptive());
  }

  private static Duration duration(com.google.protobuf.Duration duration) {
    return Duration.ofNanos(Durations.toNanos(duration));
  }
}
