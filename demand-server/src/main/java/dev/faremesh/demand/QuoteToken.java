package dev.faremesh.demand;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The token of a quote, as a client sent it. It books a ride, so it is never printed. */
public record QuoteToken(String text) {
  /** Tells it from others, and is no token: what is kept of it. */
  QuoteToken digest() {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return new QuoteToken(
          HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "QuoteToken[%d characters]".formatted(text.length());
  }
}
