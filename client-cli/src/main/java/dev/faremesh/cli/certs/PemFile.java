package dev.faremesh.cli.certs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A certificate or a key in a file. It is replaced as a whole, so that a reader sees the old or the
 * new; that of a key is for its owner alone from the moment it is there.
 */
record PemFile(Path path) {
  private static final Set<PosixFilePermission> PRIVATE =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<PosixFilePermission> PUBLIC =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  void write(X509Certificate... certificates) throws IOException, GeneralSecurityException {
    var blocks = new ArrayList<PemObject>();
    for (X509Certificate certificate : certificates) {
      blocks.add(new PemObject("CERTIFICATE", certificate.getEncoded()));
    }
    write(blocks, PUBLIC);
  }

  void write(PrivateKey key) throws IOException {
    write(List.of(new PemObject("PRIVATE KEY", key.getEncoded())), PRIVATE);
  }

  /** Its certificate, or the first of them. Fails when it has none. */
  X509Certificate certificate() throws IOException, GeneralSecurityException {
    var factory = CertificateFactory.getInstance("X.509");
    return (X509Certificate)
        factory.generateCertificate(new ByteArrayInputStream(Files.readAllBytes(path)));
  }

  /** Its key, one of ours. Fails when it has none. */
  PrivateKey key() throws IOException, GeneralSecurityException {
    try (var reader = new PemReader(new StringReader(Files.readString(path)))) {
      var block = reader.readPemObject();
      if (block == null) {
        throw new GeneralSecurityException(path + ": no key (expected: one, in PEM)");
      }
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(block.getContent()));
    }
  }

  private void write(List<PemObject> blocks, Set<PosixFilePermission> permissions)
      throws IOException {
    var text = new StringWriter();
    try (var writer = new PemWriter(text)) {
      for (PemObject block : blocks) {
        writer.writeObject(block);
      }
    }
    var file = path.toAbsolutePath();
    var written = Files.createTempFile(file.getParent(), ".pem", ".new", with(permissions));
    try {
      Files.writeString(written, text.toString());
      if (POSIX) {
        Files.setPosixFilePermissions(written, permissions); // whatever the umask is
      }
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static FileAttribute<?>[] with(Set<PosixFilePermission> permissions) {
    return POSIX
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }
}
