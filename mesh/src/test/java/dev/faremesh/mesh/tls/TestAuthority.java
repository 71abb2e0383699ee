package dev.faremesh.mesh.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates for tests. */
public final class TestAuthority {
  private static final AtomicInteger SERIAL = new AtomicInteger(16);

  private final X500Principal name;
  private final KeyPair keys = keyPair();
  private final X509Certificate certificate;

  /** A new authority, which nobody has heard of. */
  public TestAuthority(String name) {
    this.name = new X500Principal("CN=" + name);
    this.certificate = signed(this.name, keys, List.of(), true, Validity.now());
  }

  /** When a certificate is in force. */
  public record Validity(Instant from, Instant to) {
    /** Around now. */
    public static Validity now() {
      return around(Instant.now());
    }

    /** Over for an hour. */
    public static Validity past() {
      return around(Instant.now().minus(Duration.ofHours(2)));
    }

    private static Validity around(Instant time) {
      return new Validity(time.minus(Duration.ofHours(1)), time.plus(Duration.ofHours(1)));
    }
  }

  /** A certificate and its key. */
  public record Issued(X509Certificate certificate, PrivateKey key) {
    /** Writes both, each as a whole. */
    public TlsFiles writeTo(Path folder, TestAuthority... authorities) {
      var ca = folder.resolve("ca.pem");
      replace(folder.resolve("tls.pem"), pem("CERTIFICATE", encoded(certificate)));
      replace(folder.resolve("tls.key"), pem("PRIVATE KEY", key.getEncoded()));
      replace(ca, bundle(authorities));
      return new TlsFiles(
          Optional.of(folder.resolve("tls.pem")),
          Optional.of(folder.resolve("tls.key")),
          authorities.length == 0 ? Optional.empty() : Optional.of(ca));
    }

    /** As it stands in a file. */
    public String certificatePem() {
      return pem("CERTIFICATE", encoded(certificate));
    }

    /** Likewise. */
    public String keyPem() {
      return pem("PRIVATE KEY", key.getEncoded());
    }
  }

  /** For a server or a client of this name on 127.0.0.1, which no authority has signed. */
  public static Issued selfSigned(String name) {
    var self = new TestAuthority(name);
    return new Issued(
        self.signed(self.name, self.keys, namesOf(name), false, Validity.now()),
        self.keys.getPrivate());
  }

  private static List<GeneralName> namesOf(String name) {
    return List.of(
        new GeneralName(GeneralName.uniformResourceIdentifier, "spiffe://test.dev/" + name),
        new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
  }

  /** For a server or a client of this name on 127.0.0.1. */
  public Issued issue(String name) {
    return issue(name, Validity.now());
  }

  /** Likewise, in force at another time. */
  public Issued issue(String name, Validity validity) {
    return issue(validity, namesOf(name).toArray(GeneralName[]::new));
  }

  /** With these names and no others. */
  public Issued issue(Validity validity, GeneralName... names) {
    var pair = keyPair();
    return new Issued(
        signed(new X500Principal("CN=leaf"), pair, List.of(names), false, validity),
        pair.getPrivate());
  }

  /** The authorities as they stand in a file. */
  public static String bundle(TestAuthority... authorities) {
    var text = new StringBuilder();
    for (TestAuthority authority : authorities) {
      text.append(pem("CERTIFICATE", encoded(authority.certificate)));
    }
    return text.toString();
  }

  private X509Certificate signed(
      X500Principal subject,
      KeyPair pair,
      List<GeneralName> names,
      boolean authority,
      Validity validity) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(SERIAL.incrementAndGet()),
              Date.from(validity.from()),
              Date.from(validity.to()),
              subject,
              pair.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (!names.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(names.toArray(GeneralName[]::new)));
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException | GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String pem(String label, byte[] content) {
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label);
  }

  /** So that a reader sees the old or the new. */
  static void replace(Path path, String content) {
    try {
      var written = Files.writeString(path.resolveSibling(path.getFileName() + ".new"), content);
      Files.move(
          written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
