package dev.faremesh.demand;

/** A quote is for another trip, or another rider. */
public final class QuoteMismatch extends Refusal {
  private final String quoteId;
  private final String field;

  QuoteMismatch(String quoteId, String field, String expected) {
    super("%s: not that of quote %s (expected: %s)".formatted(field, quoteId, expected));
    this.quoteId = quoteId;
    this.field = field;
  }

  public String quoteId() {
    return quoteId;
  }

  /** Of the request: what differs first. */
  public String field() {
    return field;
  }
}
