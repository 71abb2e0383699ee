package dev.faremesh.mesh.seal;

import com.google.crypto.tink.Mac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Keys that seal and open. Immutable and safe for use by threads; prints the ids of its keys and
 * nothing else of them.
 */
public final class SealKeys {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final byte SEPARATOR = '.';
  private static final byte PREFIX_VERSION = 1; // Tink's
  private static final int PREFIX_BYTES = 1 + Integer.BYTES;

  private final Mac mac;
  private final SortedSet<Long> enabled;
  private final long primary;

  private SealKeys(Mac mac, SortedSet<Long> enabled, long primary) {
    this.mac = mac;
    this.enabled = enabled;
    this.primary = primary;
  }

  static SealKeys of(Keyset keyset) throws GeneralSecurityException {
    var enabled = new TreeSet<Long>();
    keyset.entries().stream().filter(KeyEntry::enabled).map(KeyEntry::id).forEach(enabled::add);
    return new SealKeys(keyset.mac(), enabled, keyset.primary());
  }

  /**
   * Reads the content of a key file.
   *
   * @throws IllegalArgumentException when it has no keys of the right kind; says nothing of what it
   *     has
   */
  public static SealKeys parse(byte[] content) {
    try {
      return of(Keyset.parsed(new String(content, StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** A new key that nobody else has: what it seals opens in this process alone. */
  public static SealKeys ephemeral() {
    try {
      return of(Keyset.generated());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no HMAC-SHA256", e);
    }
  }

  /**
   * Seals a payload with the primary key.
   *
   * @return the sealed text, in ASCII
   */
  public String seal(byte[] payload) {
    byte[] tag;
    try {
      tag = mac.computeMac(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal %d bytes".formatted(payload.length), e);
    }
    byte[] end = ENCODER.encode(tag);
    byte[] text = new byte[encodedLength(payload) + 1 + end.length];
    int separator = ENCODER.encode(payload, text);
    text[separator] = SEPARATOR;
    System.arraycopy(end, 0, text, separator + 1, end.length);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static int encodedLength(byte[] bytes) {
    return (bytes.length * 4 + 2) / 3;
  }

  /** Opens a sealed text; compares tags in constant time. */
  public Opened open(String text) {
    int separator = text.indexOf(SEPARATOR);
    if (separator < 0) {
      return new Opened.Malformed();
    }
    byte[] payload;
    byte[] tag;
    try {
      payload = decoded(text.substring(0, separator));
      tag = decoded(text.substring(separator + 1));
    } catch (IllegalArgumentException e) {
      return new Opened.Malformed();
    }
    if (tag.length <= PREFIX_BYTES || tag[0] != PREFIX_VERSION) {
      return new Opened.Malformed();
    }
    long keyId = Integer.toUnsignedLong(ByteBuffer.wrap(tag).getInt(1));
    return enabled.contains(keyId) ? verified(tag, payload) : new Opened.UnknownKey(keyId);
  }

  /** Bytes have one text: the decoder alone would take padding and stray bits at the end, too. */
  private static byte[] decoded(String text) {
    byte[] bytes = DECODER.decode(text);
    if (!ENCODER.encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException("not canonical");
    }
    return bytes;
  }

  private Opened verified(byte[] tag, byte[] payload) {
    try {
      mac.verifyMac(tag, payload);
      return new Opened.Authentic(payload);
    } catch (GeneralSecurityException e) {
      return new Opened.WrongTag();
    }
  }

  @Override
  public String toString() {
    return "keys " + enabled + " of which " + primary + " seals";
  }
}
