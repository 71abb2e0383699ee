package dev.faremesh.demand;

/** A token is no quote's. */
public final class QuoteInvalid extends Refusal {
  private final String reason;

  /**
   * Refuses a token, without repeating it.
   *
   * @param reason a constant in UPPER_SNAKE_CASE
   */
  public QuoteInvalid(String reason) {
    super("quote_token: %s (expected: the token of a quote, unchanged)".formatted(reason));
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
