package dev.faremesh.system;

import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.mesh.tls.TlsFiles;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** Callers whom the authority of a mesh certifies, and who are no members of it. */
record Impostor(DevelopmentCertificates certificates) {
  /** One of another trust domain, or of any other name. */
  TlsFiles named(String uri) throws Exception {
    return issue(Optional.of(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
  }

  /** One whose certificate does not say who it is, but for a common name, which proves nothing. */
  TlsFiles nameless() throws Exception {
    return issue(Optional.empty());
  }

  private TlsFiles issue(Optional<GeneralName> name)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var keys = generator.generateKeyPair();
    var now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            authority(),
            BigInteger.valueOf(now.toEpochMilli()),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(Duration.ofHours(1))),
            new X500Principal("CN=fare"),
            keys.getPublic());
    if (name.isPresent()) {
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name.get()));
    }
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKey());
    var certificate = builder.build(signer).getEncoded();
    return new TlsFiles(
        Optional.of(written("CERTIFICATE", certificate)),
        Optional.of(written("PRIVATE KEY", keys.getPrivate().getEncoded())),
        Optional.of(certificates.folder().resolve("ca.pem")));
  }

  private X509Certificate authority() throws GeneralSecurityException, IOException {
    try (var in = Files.newInputStream(certificates.folder().resolve("ca.pem"))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private PrivateKey authorityKey() throws GeneralSecurityException, IOException {
    var text = Files.readString(certificates.folder().resolve("ca.key"));
    try (var reader = new PemReader(new StringReader(text))) {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(reader.readPemObject().getContent()));
    }
  }

  private Path written(String label, byte[] content) throws IOException {
    var text = new StringWriter();
    try (var writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(label, content));
    }
    return Files.writeString(
        Files.createTempFile(certificates.folder(), "impostor", ".pem"), text.toString());
  }
}
