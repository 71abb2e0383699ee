package dev.faremesh.mesh.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * The failure policy of one method. A policy whose numbers contradict each other does not exist.
 *
 * @param deadline the longest that a caller waits, retries included
 * @param attempts empty: a call is made once
 * @param breaker empty: every call is tried
 * @param limit empty: any number of calls at once
 */
public record Policy(
    Duration deadline,
    Optional<Attempts> attempts,
    Optional<Breaker> breaker,
    Optional<Limit> limit) {
  public Policy {
    requirePositive("deadline", deadline);
    var longest = deadline;
    attempts.ifPresent(a ->
        require(
            a.timeout().compareTo(longest) <= 0,
            "attempts.timeout",
            a.timeout(),
            "<= deadline " + longest));
    breaker.ifPresent(b ->
        require(
            b.openFor().compareTo(longest) > 0,
            "breaker.open_for",
            b.openFor(),
            "> deadline " + longest));
  }

  /**
   * When a failed call is tried again.
   *
   * @param max attempts, the first included, 1 to 5
   * @param timeout of one attempt
   * @param smallestUseful no attempt starts with less time left
   * @param backoff the longest wait before the second attempt; doubles with each further one
   * @param retryBudget retries as a share of calls, 0 to 1
   */
  public record Attempts(
      int max, Duration timeout, Duration smallestUseful, Duration backoff, double retryBudget) {
    public Attempts {
      require(max >= 1 && max <= 5, "attempts.max", max, "1 to 5");
      requirePositive("attempts.timeout", timeout);
      require(!smallestUseful.isNegative(), "attempts.smallest_useful", smallestUseful, ">= 0");
      require(
          smallestUseful.compareTo(timeout) <= 0,
          "attempts.smallest_useful",
          smallestUseful,
          "<= attempts.timeout " + timeout);
      require(!backoff.isNegative(), "attempts.backoff", backoff, ">= 0");
      require(retryBudget >= 0 && retryBudget <= 1, "attempts.retry_budget", retryBudget, "0 to 1");
    }
  }

  /**
   * When calls are rejected at once.
   *
   * @param window attempts that are counted, 2 to 10,000
   * @param failureRate the share of failures at which it opens, above 0 to 1
   * @param openFor how long it stays open, spread by a fifth
   * @param probes that must end before it decides, 1 to 100
   */
  public record Breaker(int window, double failureRate, Duration openFor, int probes) {
    public Breaker {
      require(window >= 2 && window <= 10_000, "breaker.window", window, "2 to 10000");
      require(
          failureRate > 0 && failureRate <= 1, "breaker.failure_rate", failureRate, "above 0 to 1");
      requirePositive("breaker.open_for", openFor);
      require(probes >= 1 && probes <= 100, "breaker.probes", probes, "1 to 100");
    }
  }

  /**
   * How many calls may be under way at once.
   *
   * @param min the least that an adaptive limit falls to
   * @param max the most; all that there is when not adaptive
   */
  public record Limit(int min, int max, boolean adaptive) {
    public Limit {
      require(max >= 1, "limit.max", max, ">= 1");
      require(min >= 1 && min <= max, "limit.min", min, "1 to limit.max " + max);
    }
  }

  private static void requirePositive(String name, Duration value) {
    require(value.isPositive(), name, value, "> 0");
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }
}
