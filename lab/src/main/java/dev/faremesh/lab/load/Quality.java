package dev.faremesh.lab.load;

/** How good an answer was. */
public enum Quality {
  /** Everything in it was asked for this time. */
  FRESH,
  /** Something in it was last known. */
  STALE,
  /** It is not as good as it can be, and says so. */
  DEGRADED,
  /** There was none. */
  FAILED
}
