package dev.faremesh.demand;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Quotes that a test has told of; no others are genuine. */
final class KnownQuotes implements Quotes {
  private final Map<QuoteToken, HeldQuote> quotes = new HashMap<>();

  QuoteToken add(HeldQuote quote) {
    var token = new QuoteToken("token of " + quote.agreement().quoteId());
    quotes.put(token, quote);
    return token;
  }

  void forgetAll() {
    quotes.clear();
  }

  @Override
  public HeldQuote of(QuoteToken token) {
    return Optional.ofNullable(quotes.get(token)).orElseThrow(() -> new QuoteInvalid("WRONG_TAG"));
  }
}
