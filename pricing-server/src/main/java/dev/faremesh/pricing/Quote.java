package dev.faremesh.pricing;

import java.time.Instant;

/**
 * A fare, and why.
 *
 * @param surge the multiplier, and why
 * @param inputs of the pickup's neighbourhood
 * @param createTime in wall time
 * @param expireTime when it ends to hold, in wall time, after createTime
 */
public record Quote(
    String id,
    Market market,
    Trip trip,
    Route route,
    Fare fare,
    Surge surge,
    Inputs inputs,
    Instant createTime,
    Instant expireTime) {
  /** How the multiplier came about. */
  public enum Mode {
    /** From live supply and live demand. */
    LIVE,
    /** The last good multiplier or less: an input has not been live for up to five minutes. */
    HOLD,
    /** The same on its way to 1: an input has not been live for up to twenty minutes. */
    DECAY,
    /** No surge: an input is not live, and nothing good is remembered. */
    BASE
  }

  public Quote {
    if (!expireTime.isAfter(createTime)) {
      throw new IllegalArgumentException(
          "expireTime: %s (expected: after %s)".formatted(expireTime, createTime));
    }
    if (inputs.live() != (surge.mode() == Mode.LIVE)) {
      throw new IllegalArgumentException(
          "mode: %s (expected: LIVE when both inputs are, and only then)".formatted(surge.mode()));
    }
  }

  /** What the fare was made with. */
  public Multiplier multiplier() {
    return surge.multiplier();
  }

  /** How the multiplier came about. */
  public Mode mode() {
    return surge.mode();
  }
}
