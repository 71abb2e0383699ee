package dev.faremesh.mesh.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a process has its certificates from, all of them PEM.
 *
 * @param certificate its own, and those between it and its authority
 * @param key of its own certificate, PKCS#8
 * @param authorities whose certificates it takes from others; empty: those that the JDK trusts
 */
public record TlsFiles(Optional<Path> certificate, Optional<Path> key, Optional<Path> authorities) {
  public TlsFiles {
    requireBoth("tls-cert", certificate, "tls-key", key);
    requireBoth("tls-key", key, "tls-cert", certificate);
    if (certificate.isEmpty() && authorities.isEmpty()) {
      throw missing("tls-ca", "a file, where there is no tls-cert");
    }
  }

  /** Of a process that calls, and shows who it is when it has a certificate. */
  public static Optional<TlsFiles> ofCaller(
      Optional<Path> certificate, Optional<Path> key, Optional<Path> authorities) {
    return certificate.or(() -> key).or(() -> authorities).isEmpty()
        ? Optional.empty()
        : Optional.of(new TlsFiles(certificate, key, authorities));
  }

  /**
   * Of a process that serves.
   *
   * @throws IllegalArgumentException when one that is needed is missing
   */
  public static Optional<TlsFiles> ofServer(
      Optional<Path> certificate, Optional<Path> key, Optional<Path> authorities) {
    if (authorities.isPresent() && certificate.isEmpty() && key.isEmpty()) {
      throw missing("tls-cert", "a file, because tls-ca is given");
    }
    return ofCaller(certificate, key, authorities);
  }

  private static void requireBoth(
      String given, Optional<Path> one, String name, Optional<Path> other) {
    if (one.isPresent() && other.isEmpty()) {
      throw missing(name, "a file, because " + given + " is given");
    }
  }

  private static IllegalArgumentException missing(String name, String expected) {
    return new IllegalArgumentException("%s: missing (expected: %s)".formatted(name, expected));
  }
}
