package dev.faremesh.mesh.call;

import io.grpc.Deadline;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the layers of one call share: which method it is, the protections that were on when it
 * started, and the attempt that is being made. Attempts follow one another, so that it is used by
 * one thread at a time.
 */
final class CallContext {
  private final Edge edge;
  private final MethodState method;
  private final Set<Protection> on;
  private @Nullable Deadline deadline;
  private boolean fairShare = true;
  private boolean ownsRetries;
  private @Nullable Permit limitPermit;
  private @Nullable Permit breakerPermit;

  CallContext(Edge edge, MethodState method, Set<Protection> on) {
    this.edge = edge;
    this.method = method;
    this.on = on;
  }

  Edge edge() {
    return edge;
  }

  MethodState method() {
    return method;
  }

  boolean has(Protection protection) {
    return on.contains(protection);
  }

  /** The deadline of the whole call: null when it has none. */
  @Nullable Deadline deadline() {
    return deadline;
  }

  /** Sets the deadline of the whole call. */
  void deadline(Deadline deadline) {
    this.deadline = deadline;
  }

  /**
   * Whether the next attempt gets all the time that its policy grants, so that running out of it
   * speaks against the callee; false when the caller had less left.
   */
  boolean fairShare() {
    return fairShare;
  }

  void fairShare(boolean fair) {
    fairShare = fair;
  }

  /** Whether this hop tries again itself: those below must not. */
  boolean ownsRetries() {
    return ownsRetries;
  }

  void ownsRetries(boolean owns) {
    ownsRetries = owns;
  }

  void holdLimit(Permit limit) {
    limitPermit = limit;
  }

  void holdBreaker(Permit breaker) {
    breakerPermit = breaker;
  }

  /** Takes the limit's permit out: whoever has it must end it. */
  @Nullable Permit takeLimitPermit() {
    var permit = limitPermit;
    limitPermit = null;
    return permit;
  }

  @Nullable Permit takeBreakerPermit() {
    var permit = breakerPermit;
    breakerPermit = null;
    return permit;
  }
}
