package dev.faremesh.demand;

/** The domain refuses what was asked for; nothing has changed. */
public abstract sealed class Refusal extends RuntimeException
    permits PageTokenInvalid,
        QuoteExpired,
        QuoteInvalid,
        QuoteKeysAbsent,
        QuoteMismatch,
        QuoteRedeemed,
        RequestIdReused,
        RideNotFound,
        RideStateConflict {
  Refusal(String message) {
    super(message, null, false, false);
  }

  /** Never null, unlike that of exceptions in general. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
