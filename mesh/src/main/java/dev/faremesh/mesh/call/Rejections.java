package dev.faremesh.mesh.call;

import io.grpc.Status;

/** What calls of one method are told when they are turned away. */
record Rejections(
    Rejection deadlineMissing,
    Rejection noTimeLeft,
    Rejection limitReached,
    Rejection breakerOpen) {
  /**
   * Those of a method.
   *
   * @param name EDGE/METHOD
   */
  static Rejections of(String name) {
    return new Rejections(
        Rejection.by(
            "deadline",
            Status.Code.FAILED_PRECONDITION,
            "DEADLINE_MISSING",
            name + " has no deadline: neither its contract nor its caller states one"),
        Rejection.by(
            "deadline",
            Status.Code.DEADLINE_EXCEEDED,
            "NO_TIME_LEFT",
            name + " was not called: less time is left than half of its attempts take"),
        Rejection.by(
            "limit",
            Status.Code.RESOURCE_EXHAUSTED,
            "LIMIT_REACHED",
            name + " has as many calls under way as its limit allows"),
        Rejection.by(
            "breaker",
            Status.Code.UNAVAILABLE,
            "BREAKER_OPEN",
            name + " is not called now: too many of its calls failed"));
  }
}
