package dev.faremesh.mesh.tls;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.List;

/**
 * Who a process is: a certificate, those between it and its authority, and its key.
 *
 * @param chain the certificate first
 */
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
  TlsIdentity {
    chain = List.copyOf(chain);
  }

  /**
   * Reads a certificate and its key, and sees whether they belong together.
   *
   * @throws IllegalArgumentException when they do not, or the certificate is not in force
   */
  static TlsIdentity parse(byte[] certificate, byte[] key, Instant now)
      throws GeneralSecurityException {
    var chain = Certificates.parse(certificate);
    var leaf = chain.getFirst();
    requireInForce(leaf, now);
    var identity = new TlsIdentity(chain, keyIn(key, leaf.getPublicKey().getAlgorithm()));
    identity.requireMatch();
    return identity;
  }

  private static void requireInForce(X509Certificate leaf, Instant now) {
    var from = leaf.getNotBefore().toInstant();
    var to = leaf.getNotAfter().toInstant();
    if (now.isBefore(from) || now.isAfter(to)) {
      throw new IllegalArgumentException(
          "certificate: in force %s to %s (expected: now)".formatted(from, to));
    }
  }

  private static PrivateKey keyIn(byte[] content, String algorithm)
      throws GeneralSecurityException {
    var pem = Pem.parse(content);
    var keys = pem.labelled("PRIVATE KEY");
    if (keys.size() != 1) {
      throw new IllegalArgumentException(
          "key: blocks %s (expected: one of PRIVATE KEY, as `openssl pkcs8 -topk8 -nocrypt` makes it)"
              .formatted(pem.labels()));
    }
    try {
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(keys.getFirst()));
    } catch (InvalidKeySpecException e) {
      // without its cause, which may quote it
      throw new IllegalArgumentException(
          "key: is broken, or of another kind (expected: %s, as the certificate's)"
              .formatted(algorithm));
    }
  }

  private void requireMatch() throws GeneralSecurityException {
    var leaf = chain.getFirst();
    var challenge = new byte[32];
    new SecureRandom().nextBytes(challenge);
    var algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case String other -> other;
        };
    var signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(challenge);
    var verifier = Signature.getInstance(algorithm);
    verifier.initVerify(leaf.getPublicKey());
    verifier.update(challenge);
    if (!verifier.verify(signer.sign())) {
      throw new IllegalArgumentException("key: of another certificate (expected: of " + this + ")");
    }
  }

  /** Whose certificate it is, which, and until when. */
  @Override
  public String toString() {
    var leaf = chain.getFirst();
    return "%s serial %x until %s"
        .formatted(
            PeerIdentity.of(leaf).map(PeerIdentity::name).orElse("(without a name)"),
            leaf.getSerialNumber(),
            leaf.getNotAfter().toInstant());
  }
}
