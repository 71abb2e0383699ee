package dev.faremesh.lab.relay;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.util.function.BooleanSupplier;

/**
 * Repeats a unary call that failed: at once, without a budget, and whoever above repeats it too.
 * What people write before they know of budgets, as a comparison for those who do. Belongs above
 * the layers of mesh, so that each attempt is a call to them. Safe for use by threads.
 */
public final class NaiveRetries implements ClientInterceptor {
  private static final int MOST = 5;

  private final int attempts;
  private final BooleanSupplier inForce;

  /**
   * Repeats calls while it is in force.
   *
   * @param attempts in all, the first included, 1 to 5
   * @param inForce asked once for each call, when that is made
   */
  public NaiveRetries(int attempts, BooleanSupplier inForce) {
    requireInRange("attempts", attempts);
    this.attempts = attempts;
    this.inForce = inForce;
  }

  static void requireInRange(String name, int attempts) {
    if (attempts < 1 || attempts > MOST) {
      throw new IllegalArgumentException(
          "%s: %d (expected: 1 to %d)".formatted(name, attempts, MOST));
    }
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return attempts > 1 && method.getType() == MethodType.UNARY && inForce.getAsBoolean()
        ? new RepeatedCall<>(() -> next.newCall(method, options), options.getDeadline(), attempts)
        : next.newCall(method, options);
  }

  @Override
  public String toString() {
    return "NaiveRetries[%d]".formatted(attempts);
  }
}
