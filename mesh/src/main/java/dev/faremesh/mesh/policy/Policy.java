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
 * @param lastKnown empty: readers are given what a call answers, or nothing
 */
public record Policy(
    Duration deadline,
    Optional<Attempts> attempts,
    Optional<Breaker> breaker,
    Optional<Limit> limit,
    Optional<LastKnown> lastKnown) {
  private static final Duration LONGEST_CALL = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  public Policy {
    requirePositive("deadline", deadline);
    Expected.that(
        deadline.compareTo(LONGEST_CALL) <= 0, "deadline", deadline, "<= " + LONGEST_CALL);
    var longest = deadline;
    attempts.ifPresent(a ->
        Expected.that(
            a.timeout().compareTo(longest) <= 0,
            "attempts.timeout",
            a.timeout(),
            "<= deadline " + longest));
    attempts.ifPresent(a ->
        Expected.that(
            a.backoff().compareTo(longest) <= 0,
            "attempts.backoff",
            a.backoff(),
            "<= deadline " + longest));
    breaker.ifPresent(b ->
        Expected.that(
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
      Expected.that(max >= 1 && max <= 5, "attempts.max", max, "1 to 5");
      requirePositive("attempts.timeout", timeout);
      Expected.that(
          !smallestUseful.isNegative(), "attempts.smallest_useful", smallestUseful, ">= 0");
      Expected.that(
          smallestUseful.compareTo(timeout) <= 0,
          "attempts.smallest_useful",
          smallestUseful,
          "<= attempts.timeout " + timeout);
      Expected.that(!backoff.isNegative(), "attempts.backoff", backoff, ">= 0");
      Expected.that(
          retryBudget >= 0 && retryBudget <= 1, "attempts.retry_budget", retryBudget, "0 to 1");
    }

    /** Attempts of a call that may be repeated, on average and when all fail. */
    public double whenAllFail() {
      return Math.min(max, 1 + retryBudget);
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
    /** By how much of itself the open time is spread at the most. */
    public static final double SPREAD = 0.2;

    public Breaker {
      Expected.that(window >= 2 && window <= 10_000, "breaker.window", window, "2 to 10000");
      Expected.that(
          failureRate > 0 && failureRate <= 1, "breaker.failure_rate", failureRate, "above 0 to 1");
      requirePositive("breaker.open_for", openFor);
      Expected.that(probes >= 1 && probes <= 100, "breaker.probes", probes, "1 to 100");
    }

    /** How many attempts it must have counted before it judges: half a window. */
    public int judgesFrom() {
      return Math.max(2, window / 2);
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
      Expected.that(max >= 1 && max <= 100_000, "limit.max", max, "1 to 100000");
      Expected.that(min >= 1 && min <= max, "limit.min", min, "1 to limit.max " + max);
    }
  }

  /**
   * The latest answers, kept for when calls fail.
   *
   * @param keepFor the greatest age at which one is still given
   * @param maxEntries the most that are kept
   */
  public record LastKnown(Duration keepFor, int maxEntries) {
    public LastKnown {
      requirePositive("last_known.keep_for", keepFor);
      Expected.that(
          maxEntries >= 1 && maxEntries <= 10_000_000,
          "last_known.max_entries",
          maxEntries,
          "1 to 10000000");
    }
  }

  private static void requirePositive(String name, Duration value) {
    Expected.that(value.isPositive(), name, value, "> 0");
    Expected.that(value.compareTo(LONGEST) <= 0, name, value, "<= " + LONGEST);
  }
}
