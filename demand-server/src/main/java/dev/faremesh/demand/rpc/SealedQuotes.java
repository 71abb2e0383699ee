package dev.faremesh.demand.rpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.type.Money;
import dev.faremesh.demand.Agreement;
import dev.faremesh.demand.HeldQuote;
import dev.faremesh.demand.QuoteInvalid;
import dev.faremesh.demand.QuoteKeysAbsent;
import dev.faremesh.demand.QuoteToken;
import dev.faremesh.demand.Quotes;
import dev.faremesh.mesh.seal.Opened;
import dev.faremesh.mesh.seal.SealKeys;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteClaims;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens the tokens of pricing-server, by the keys that both have, without asking it. */
public final class SealedQuotes implements Quotes {
  private final Supplier<Optional<SealKeys>> keys;

  /**
   * Opens tokens.
   *
   * @param keys in force; empty when this server has none
   */
  public SealedQuotes(Supplier<Optional<SealKeys>> keys) {
    this.keys = keys;
  }

  @Override
  public HeldQuote of(QuoteToken token) {
    var inForce = keys.get().orElseThrow(QuoteKeysAbsent::new);
    return switch (inForce.open(token.text())) {
      case Opened.Authentic(var payload) -> quote(payload);
      case Opened.Refused refused -> throw new QuoteInvalid(refused.reason());
    };
  }

  @SuppressWarnings("UnusedException") // it could repeat what it has read
  private static HeldQuote quote(byte[] payload) {
    try {
      return quote(QuoteClaims.parseFrom(payload));
    } catch (InvalidProtocolBufferException | IllegalArgumentException | DateTimeException e) {
      throw new QuoteInvalid("NO_QUOTE"); // sealed with our keys, but by something else
    }
  }

  private static HeldQuote quote(QuoteClaims claims) {
    var quote = claims.getQuote();
    if (quote.getQuoteId().isEmpty() || claims.getRiderId().isEmpty()) {
      throw new IllegalArgumentException("quote without id or rider");
    }
    return new HeldQuote(
        agreement(quote),
        claims.getRiderId(),
        quote.getCity(),
        quote.getProduct(),
        RideMessages.position(quote.getPickup()),
        RideMessages.position(quote.getDropoff()));
  }

  private static Agreement agreement(Quote quote) {
    return new Agreement(
        quote.getQuoteId(), fare(quote.getTotal()), DemandMessages.time(quote.getExpireTime()));
  }

  private static dev.faremesh.demand.Money fare(Money total) {
    return new dev.faremesh.demand.Money(
        total.getCurrencyCode(), total.getUnits(), total.getNanos());
  }
}
