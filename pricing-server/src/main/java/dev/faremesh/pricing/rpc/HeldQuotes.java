package dev.faremesh.pricing.rpc;

import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteClaims;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Gives quotes back that riders hold: unchanged, whatever became of supply and demand since. */
final class HeldQuotes {
  private final QuoteTokens tokens;
  private final InstantSource clock;

  /**
   * Reads quotes from their tokens.
   *
   * @param clock wall time
   */
  HeldQuotes(QuoteTokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * The quote of a request's token.
   *
   * @throws StatusRuntimeException when it is none, holds no more, or is for another trip or rider
   */
  Quote quote(QuoteRideRequest request) {
    if (!request.hasRiderId()) {
      throw ErrorStatus.of(
          Status.Code.INVALID_ARGUMENT,
          RequestValidator.VALIDATION_FAILED,
          "rider_id: unset (expected: who holds the quote, beside quote_token)",
          Map.of("rider_id", "unset"));
    }
    var claims = tokens.claims(request.getQuoteToken());
    requireUnexpired(claims.getQuote());
    requireSame(claims, request);
    return claims.getQuote().toBuilder().setToken(request.getQuoteToken()).build();
  }

  private void requireUnexpired(Quote quote) {
    var expireTime = instant(quote.getExpireTime());
    if (!clock.instant().isBefore(expireTime)) {
      throw ErrorStatus.of(
          Status.Code.FAILED_PRECONDITION,
          "QUOTE_EXPIRED",
          "quote %s held until %s (expected: a new quote)"
              .formatted(quote.getQuoteId(), expireTime),
          Map.of("quoteId", quote.getQuoteId(), "expireTime", "" + expireTime));
    }
  }

  private static void requireSame(QuoteClaims claims, QuoteRideRequest request) {
    var quote = claims.getQuote();
    boolean sameRider = claims.getRiderId().equals(request.getRiderId());
    // Another rider's name is not for this one to read.
    require(sameRider, quote, "rider_id", "the rider it was made for");
    require(quote.getCity().equals(request.getCity()), quote, "city", quote.getCity());
    require(quote.getProduct().equals(request.getProduct()), quote, "product", quote.getProduct());
    requireSame(quote.getPickup(), request.getPickup(), quote, "pickup");
    requireSame(quote.getDropoff(), request.getDropoff(), quote, "dropoff");
  }

  private static void requireSame(LatLng quoted, LatLng asked, Quote quote, String field) {
    require(
        quoted.getLatitude() == asked.getLatitude()
            && quoted.getLongitude() == asked.getLongitude(),
        quote,
        field,
        quoted.getLatitude() + "," + quoted.getLongitude());
  }

  private static void require(boolean holds, Quote quote, String field, String expected) {
    if (!holds) {
      throw ErrorStatus.of(
          Status.Code.FAILED_PRECONDITION,
          "QUOTE_MISMATCH",
          "%s: not that of quote %s (expected: %s)".formatted(field, quote.getQuoteId(), expected),
          Map.of("quoteId", quote.getQuoteId(), "field", field));
    }
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
