package dev.faremesh.mesh.policy;

import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors;
import dev.faremesh.mesh.v1.CallPolicy;
import dev.faremesh.mesh.v1.CallPolicyProto;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the contract of a method says of failure.
 *
 * @param method the full name, SERVICE/METHOD
 * @param policy empty when the contract states none
 * @param repeatable a call may be made twice: the method has no side effects, or the contract calls
 *     it idempotent and the request carries a request_id
 * @param traffic around the method
 */
public record Contract(
    String method, Optional<Policy> policy, boolean repeatable, Traffic traffic) {
  /**
   * Reads the options of a method's descriptor. A foreign one without them says nothing.
   *
   * @throws IllegalArgumentException when its numbers are out of range, or contradict each other
   */
  public static Contract of(MethodDescriptor<?, ?> method) {
    return method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema
        ? of(schema.getMethodDescriptor())
        : new Contract(method.getFullMethodName(), Optional.empty(), false, Traffic.UNKNOWN);
  }

  /**
   * Reads the options of a method.
   *
   * @throws IllegalArgumentException when its numbers are out of range, or contradict each other
   */
  public static Contract of(Descriptors.MethodDescriptor method) {
    return of(method, optionOf(method));
  }

  /** What the contract would say with another policy. */
  static Contract of(Descriptors.MethodDescriptor method, Optional<CallPolicy> policy) {
    var name = nameOf(method);
    try {
      return new Contract(
          name,
          policy.map(Contract::policyOf),
          repeatable(method.getOptions(), method.getInputType()),
          policy.map(Contract::trafficOf).orElse(Traffic.UNKNOWN));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  /** Attempts that a call becomes, on average and when all fail. */
  public double amplification() {
    return repeatable
        ? policy.flatMap(Policy::attempts).map(Policy.Attempts::whenAllFail).orElse(1.0)
        : 1;
  }

  /** The option as it is written, unless there is none. */
  static Optional<CallPolicy> optionOf(Descriptors.MethodDescriptor method) {
    var options = method.getOptions();
    return options.hasExtension(CallPolicyProto.callPolicy)
        ? Optional.of(options.getExtension(CallPolicyProto.callPolicy))
        : Optional.empty();
  }

  /** The full name, SERVICE/METHOD. */
  static String nameOf(Descriptors.MethodDescriptor method) {
    return method.getService().getFullName() + "/" + method.getName();
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
        policy.hasLimit() ? Optional.of(limitOf(policy)) : Optional.empty(),
        policy.hasLastKnown() ? Optional.of(lastKnownOf(policy)) : Optional.empty());
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

  private static Policy.LastKnown lastKnownOf(CallPolicy policy) {
    var lastKnown = policy.getLastKnown();
    return new Policy.LastKnown(duration(lastKnown.getKeepFor()), lastKnown.getMaxEntries());
  }

  private static Traffic trafficOf(CallPolicy policy) {
    return new Traffic(
        policy.hasExpectedRate()
            ? OptionalDouble.of(policy.getExpectedRate())
            : OptionalDouble.empty(),
        policy.getCallsList(),
        policy.hasMaxAmplification()
            ? OptionalDouble.of(policy.getMaxAmplification())
            : OptionalDouble.empty());
  }

  private static Duration duration(com.google.protobuf.Duration duration) {
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }
}
