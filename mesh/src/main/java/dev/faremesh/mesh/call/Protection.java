package dev.faremesh.mesh.call;

/**
 * What stands between a caller and the failure of a callee. Each can be switched off, to measure
 * its worth.
 */
public enum Protection {
  /** The contract's deadline, passed on less a reserve. */
  DEADLINE,
  /** Another attempt, under a budget. */
  RETRY,
  /** A limit on calls under way. */
  LIMIT,
  /** Rejection at once while too many calls fail. */
  BREAKER,
  /** One call for many readers. */
  COALESCING,
  /** The latest answers, for when calls fail. */
  LAST_KNOWN,
  /** Shedding before work, on the serving side. */
  ADMISSION
}
