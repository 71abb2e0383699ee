package dev.faremesh.mesh.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Certificates as they stand in a PEM file, in their order. */
final class Certificates {
  private Certificates() {}

  /**
   * Reads all.
   *
   * @throws IllegalArgumentException when there is none, or one of them is broken
   */
  static List<X509Certificate> parse(byte[] content) throws CertificateException {
    var factory = CertificateFactory.getInstance("X.509");
    var certificates = new ArrayList<X509Certificate>();
    for (byte[] encoded : Pem.parse(content).labelled("CERTIFICATE")) {
      certificates.add(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded)));
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("certificates: none (expected: at least one)");
    }
    return certificates;
  }

  /**
   * Those of authorities.
   *
   * @throws IllegalArgumentException also when all have expired: nobody could be believed
   */
  static List<X509Certificate> parseAuthorities(byte[] content, Instant now)
      throws CertificateException {
    var authorities = parse(content);
    if (authorities.stream().allMatch(authority -> hasExpired(authority, now))) {
      var last = authorities.getLast();
      throw new IllegalArgumentException(
          "certificates: all have expired, the last of them on %s (expected: one in force)"
              .formatted(last.getNotAfter().toInstant()));
    }
    return authorities;
  }

  static boolean hasExpired(X509Certificate certificate, Instant now) {
    return now.isAfter(certificate.getNotAfter().toInstant());
  }
}
