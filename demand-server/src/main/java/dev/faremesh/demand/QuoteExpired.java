package dev.faremesh.demand;

import java.time.Instant;

/** A quote does not hold any more. */
public final class QuoteExpired extends Refusal {
  private final String quoteId;
  private final Instant expireTime;

  QuoteExpired(String quoteId, Instant expireTime) {
    super("quote %s held until %s (expected: a new quote)".formatted(quoteId, expireTime));
    this.quoteId = quoteId;
    this.expireTime = expireTime;
  }

  public String quoteId() {
    return quoteId;
  }

  public Instant expireTime() {
    return expireTime;
  }
}
