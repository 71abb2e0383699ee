package dev.faremesh.pricing;

/**
 * One reason of a multiplier. The factors of all reasons multiply to the multiplier.
 *
 * @param factor what it multiplies the fare by, more than 0
 * @param text in words and numbers, for a rider
 */
public record Reason(Kind kind, double factor, String text) {
  /** What it is. */
  public enum Kind {
    /** More riders than the drivers at hand can serve. */
    DEMAND,
    /** Hardly a driver to spare, or more than the riders need. */
    SUPPLY,
    /** The cells around the pickup's own are scarcer, or less scarce. */
    NEIGHBOURS,
    /** The multiplier would be too low. */
    FLOOR,
    /** The multiplier would be too high. */
    CAP,
    /** Surge is switched off. */
    KILL_SWITCH,
    /** An input is not live: the last good multiplier. */
    HOLD,
    /** An input has not been live for long. */
    DECAY,
    /** Nothing good is known. */
    BASE,
    /** To the next step. */
    ROUNDING
  }

  public Reason {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("factor: %s (expected: > 0)".formatted(factor));
    }
  }
}
