package dev.faremesh.demand;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Where the next page of a list begins; opaque to clients.
 *
 * @param position in the store's order
 * @param fingerprint of the filter that the list is for
 */
record PageToken(long position, int fingerprint) {
  private static final int BYTES = Long.BYTES + Integer.BYTES;

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws PageTokenInvalid when the text is something else, or of another list
   */
  static PageToken read(String text, RideFilter filter) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new PageTokenInvalid(text);
    }
    if (bytes.length != BYTES) {
      throw new PageTokenInvalid(text);
    }
    var buffer = ByteBuffer.wrap(bytes);
    var token = new PageToken(buffer.getLong(), buffer.getInt());
    if (token.position < 0 || token.fingerprint != filter.fingerprint()) {
      throw new PageTokenInvalid(text);
    }
    return token;
  }

  String text() {
    var bytes = ByteBuffer.allocate(BYTES).putLong(position).putInt(fingerprint).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
