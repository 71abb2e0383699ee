package dev.faremesh.mesh.seal;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.mac.HmacKey;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.HmacParameters.HashType;
import com.google.crypto.tink.mac.HmacParameters.Variant;
import com.google.crypto.tink.mac.MacConfig2026;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tink's keyset, held to keys of one kind: HMAC-SHA256 with an id in front of the tag. Immutable;
 * prints nothing of its keys.
 */
final class Keyset {
  private static final Configuration TINK = MacConfig2026.get();
  private static final HmacParameters NEW = PredefinedMacParameters.HMAC_SHA256_128BITTAG;

  private final KeysetHandle handle;

  private Keyset(KeysetHandle handle) {
    this.handle = handle;
  }

  /** One new key, which is the primary one. */
  static Keyset generated() throws GeneralSecurityException {
    return new Keyset(KeysetHandle.generateNew(NEW, TINK));
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws GeneralSecurityException when it is something else; says nothing of what it found
   */
  static Keyset parsed(String json) throws GeneralSecurityException {
    var keyset = new Keyset(handle(json));
    for (KeysetHandle.Entry entry : keyset.all()) {
      if (!(entry.getKey() instanceof HmacKey key) || !takes(key.getParameters())) {
        throw new GeneralSecurityException(
            "key %s is of another kind (expected: HMAC-SHA256 with the id before the tag)"
                .formatted(Integer.toUnsignedString(entry.getId())));
      }
    }
    return keyset;
  }

  @SuppressWarnings("UnusedException") // what could not be parsed may have keys in it
  private static KeysetHandle handle(String json) throws GeneralSecurityException {
    try {
      return TinkJsonProtoKeysetFormat.parseKeyset(json, TINK, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new GeneralSecurityException(
          "no keys (expected: a Tink keyset in JSON, as `fare keys new` writes it)");
    }
  }

  private static boolean takes(HmacParameters parameters) {
    return parameters.getHashType() == HashType.SHA256
        && parameters.getVariant() == Variant.TINK
        && parameters.getCryptographicTagSizeBytes() >= NEW.getCryptographicTagSizeBytes();
  }

  String json() throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(handle, TINK, InsecureSecretKeyAccess.get());
  }

  Mac mac() throws GeneralSecurityException {
    return handle.getPrimitive(TINK, Mac.class);
  }

  /** The id of the key that seals. */
  long primary() {
    return id(handle.getPrimary());
  }

  List<KeyEntry> entries() {
    return all().stream()
        .map(entry ->
            new KeyEntry(id(entry), entry.isPrimary(), entry.getStatus().equals(KeyStatus.ENABLED)))
        .toList();
  }

  /** With one more key, which opens alone. */
  Keyset withNew() throws GeneralSecurityException {
    var added = KeysetHandle.generateEntryFromParameters(NEW).withRandomId();
    return new Keyset(
        KeysetHandle.newBuilder(handle).setConfiguration(TINK).addEntry(added).build());
  }

  /** With another primary key. */
  Keyset withPrimary(long id) throws GeneralSecurityException {
    var changed = KeysetHandle.newBuilder(handle).setConfiguration(TINK);
    var _ = changed.getAt(indexOf(id)).setStatus(KeyStatus.ENABLED).makePrimary();
    return new Keyset(changed.build());
  }

  /** Without a key that is not the primary one. */
  Keyset without(long id) throws GeneralSecurityException {
    int index = indexOf(id);
    if (handle.getAt(index).isPrimary()) {
      throw new GeneralSecurityException(
          "key %d is the primary one (expected: one that seals no more)".formatted(id));
    }
    var fewer = KeysetHandle.newBuilder(handle).setConfiguration(TINK);
    return new Keyset(fewer.deleteAt(index).build());
  }

  private int indexOf(long id) throws GeneralSecurityException {
    return IntStream.range(0, handle.size())
        .filter(i -> id(handle.getAt(i)) == id)
        .findFirst()
        .orElseThrow(() ->
            new GeneralSecurityException("key %d (expected: one of the file's)".formatted(id)));
  }

  private List<KeysetHandle.Entry> all() {
    return IntStream.range(0, handle.size()).mapToObj(handle::getAt).toList();
  }

  private static long id(KeysetHandle.Entry entry) {
    return Integer.toUnsignedLong(entry.getId());
  }
}
