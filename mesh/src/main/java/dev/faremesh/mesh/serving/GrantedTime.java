package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.policy.Policy;
import java.time.Duration;

/**
 * The time that a contract grants the calls of one method.
 *
 * @param whole the deadline of a call
 * @param attempt the time after which a caller tries again, or gives up: the fair share of one
 *     attempt
 */
record GrantedTime(Duration whole, Duration attempt) {
  static GrantedTime of(Policy policy) {
    return new GrantedTime(
        policy.deadline(),
        policy.attempts().map(Policy.Attempts::timeout).orElse(policy.deadline()));
  }

  /**
   * What the end of a call says of the load. One that took at most half of its fair share is in
   * time when it is OK. One that took longer is late, if it was answered or ran out of time: a
   * caller that gives up early, or has less time than is fair, says nothing.
   *
   * @param nanos that it took
   */
  Timeliness judge(Ending ending, long nanos) {
    boolean slow = nanos > attempt.toNanos() / 2;
    return switch (ending) {
      case OK -> slow ? Timeliness.LATE : Timeliness.IN_TIME;
      case OUT_OF_TIME -> slow ? Timeliness.LATE : Timeliness.UNKNOWN;
      case OTHER -> Timeliness.UNKNOWN;
    };
  }

  /** How a call ended. */
  enum Ending {
    /** With an answer. */
    OK,
    /** Its deadline passed. */
    OUT_OF_TIME,
    /** With an error, or its caller gave up. */
    OTHER
  }
}
