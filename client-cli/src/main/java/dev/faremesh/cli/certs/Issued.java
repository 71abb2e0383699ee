package dev.faremesh.cli.certs;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate and its key, which is never shown. */
record Issued(X509Certificate certificate, PrivateKey key) {
  @Override
  public String toString() {
    return "Issued[" + certificate.getSubjectX500Principal() + "]";
  }
}
