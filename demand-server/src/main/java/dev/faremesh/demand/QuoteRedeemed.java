package dev.faremesh.demand;

/** A ride was booked with a quote before, under another request id. */
public final class QuoteRedeemed extends Refusal {
  private final String quoteId;
  private final String rideId;

  QuoteRedeemed(String quoteId, String rideId) {
    super("quote %s booked ride %s (expected: a new quote)".formatted(quoteId, rideId));
    this.quoteId = quoteId;
    this.rideId = rideId;
  }

  public String quoteId() {
    return quoteId;
  }

  /** The ride that was booked. */
  public String rideId() {
    return rideId;
  }
}
