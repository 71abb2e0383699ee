package dev.faremesh.pricing;

import java.time.Instant;

/**
 * A fare, and why.
 *
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
    Multiplier multiplier,
    Inputs inputs,
    Instant createTime,
    Instant expireTime) {
  /** How the multiplier came about. */
  public enum Mode {
    /** From live supply and live demand. */
    LIVE,
    /** No surge, because an input is stale or missing. */
    BASE
  }

  public Quote {
    if (!expireTime.isAfter(createTime)) {
      throw new IllegalArgumentException(
          "expireTime: %s (expected: after %s)".formatted(expireTime, createTime));
    }
    if (!inputs.live() && !multiplier.equals(Multiplier.NONE)) {
      throw new IllegalArgumentException(
          "multiplier: %s (expected: 1, as not both inputs are live)"
              .formatted(multiplier.value()));
    }
  }

  /** How the multiplier came about. */
  public Mode mode() {
    return inputs.live() ? Mode.LIVE : Mode.BASE;
  }
}
