package dev.faremesh.demand;

/** Knows which quotes are genuine. Safe for use by threads; must not block. */
@FunctionalInterface
public interface Quotes {
  /**
   * The quote of a token, expired or not.
   *
   * @throws QuoteInvalid when it was not made by the pricing that this trusts
   * @throws QuoteKeysAbsent when that cannot be told
   */
  HeldQuote of(QuoteToken token);
}
