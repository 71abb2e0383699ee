package dev.faremesh.mesh.call;

import dev.faremesh.mesh.policy.Policy;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when a failed attempt is followed by another: only when the failure may pass, nobody
 * said not to, enough time is left, and the budget has a retry.
 *
 * @param smallestUseful what an attempt needs at the least
 */
record RetryDecision(
    Policy.Attempts policy, Duration smallestUseful, RetryBudget budget, RandomGenerator random) {

  /**
   * How long to wait before the next attempt, or empty when there is to be none.
   *
   * @param number of the attempt that failed, from 1
   * @param deadline of the whole call; null: it has none
   */
  Optional<Duration> after(
      int number, Status status, Metadata trailers, @Nullable Deadline deadline) {
    if (number >= policy.max() || Rejection.in(trailers) || !mayPass(status, trailers)) {
      return Optional.empty();
    }
    var pushback = Rejection.pushbackIn(trailers);
    if (pushback.filter(millis -> millis < 0).isPresent()) {
      return Optional.empty();
    }
    var wait = pushback.map(Duration::ofMillis).orElseGet(() -> backoff(number));
    if (deadline != null
        && wait.plus(smallestUseful).toNanos() > deadline.timeRemaining(TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    // What an orderly end of a connection took with it is no load that a budget must hold back.
    boolean free = number == 1 && Verdict.aboutLifecycle(status, trailers);
    return free || budget.withdraw() ? Optional.of(wait) : Optional.empty();
  }

  private static boolean mayPass(Status status, Metadata trailers) {
    return switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED -> true;
      case RESOURCE_EXHAUSTED ->
          Rejection.pushbackIn(trailers).isPresent() && !Verdict.aboutSize(status, trailers);
      default -> false;
    };
  }

  private Duration backoff(int number) {
    long most = policy.backoff().toNanos() << (number - 1);
    return Duration.ofNanos(most == 0 ? 0 : random.nextLong(most + 1));
  }
}
