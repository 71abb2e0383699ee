package dev.faremesh.demand;

/** Nobody can tell here whether a token is genuine. */
public final class QuoteKeysAbsent extends Refusal {
  public QuoteKeysAbsent() {
    super("quote_token: cannot be verified here (expected: a server that runs with --quote-keys)");
  }
}
