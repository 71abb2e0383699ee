package dev.faremesh.images;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;

/**
 * Certificate authorities that the world trusts, for programs and, as a key store, for the JVM.
 *
 * @param files a certificate each, as PEM
 */
record Authorities(List<Path> files) {
  Authorities {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no certificates (expected: those of ca-certificates)");
    }
    files = List.copyOf(files);
  }

  /** Those in a folder. */
  static Authorities in(Path folder) throws IOException {
    return new Authorities(
        Trees.files(folder).stream().filter(file -> file.toString().endsWith(".crt")).toList());
  }

  void writeBundle(Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (var out = Files.newOutputStream(to)) {
      for (Path file : files) {
        Files.copy(file, out);
      }
    }
  }

  /** Writes what a JVM has in {@code lib/security/cacerts}: the same bytes for the same files. */
  void writeKeyStore(Path to) throws IOException {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      var certificates = CertificateFactory.getInstance("X.509");
      for (Path file : files) {
        try (var in = Files.newInputStream(file)) {
          store.setCertificateEntry(
              file.getFileName().toString(), certificates.generateCertificate(in));
        }
      }
      Files.deleteIfExists(to);
      try (OutputStream out = Files.newOutputStream(to)) {
        store.store(out, null); // no password, no salt
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(to + ": the certificates do not make a key store", e);
    }
  }
}
