package dev.faremesh.pricing.rpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Timestamps;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.seal.Opened;
import dev.faremesh.mesh.seal.SealKeys;
import dev.faremesh.pricing.v1.Quote;
import dev.faremesh.pricing.v1.QuoteClaims;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes the tokens of quotes, and reads them. A token says the whole quote, so that nobody has to
 * keep quotes: see {@link dev.faremesh.mesh.seal} for what its seal promises. Safe for use by
 * threads.
 */
public final class QuoteTokens {
  private final Supplier<SealKeys> keys;

  /**
   * Seals and opens.
   *
   * @param keys in force, each time that it is asked
   */
  public QuoteTokens(Supplier<SealKeys> keys) {
    this.keys = keys;
  }

  /**
   * The same quote with a token, by which its rider can book it.
   *
   * @param quote without a token
   */
  public Quote signed(Quote quote, String riderId, Recording recorded) {
    var claims =
        QuoteClaims.newBuilder()
            .setQuote(quote)
            .setRiderId(riderId)
            .setRecorded(recorded.bytes())
            .build();
    return quote.toBuilder().setToken(keys.get().seal(claims.toByteArray())).build();
  }

  /**
   * What a token says.
   *
   * @throws StatusRuntimeException INVALID_ARGUMENT QUOTE_INVALID when it was not made with one of
   *     the keys; it does not repeat the token
   */
  QuoteClaims claims(String token) {
    return switch (keys.get().open(token)) {
      case Opened.Authentic(var payload) -> claims(payload);
      case Opened.Refused refused -> throw invalid(refused.reason());
    };
  }

  @SuppressWarnings("UnusedException") // it could repeat what it has read
  private static QuoteClaims claims(byte[] payload) {
    try {
      var claims = QuoteClaims.parseFrom(payload);
      if (claims.hasQuote() && Timestamps.isValid(claims.getQuote().getExpireTime())) {
        return claims;
      }
    } catch (InvalidProtocolBufferException e) {
      // sealed with our keys, but by something else
    }
    throw invalid("NO_QUOTE");
  }

  private static StatusRuntimeException invalid(String reason) {
    return ErrorStatus.of(
        Status.Code.INVALID_ARGUMENT,
        "QUOTE_INVALID",
        "quote_token: %s (expected: the token of a quote, unchanged)".formatted(reason),
        Map.of("reason", reason));
  }
}
