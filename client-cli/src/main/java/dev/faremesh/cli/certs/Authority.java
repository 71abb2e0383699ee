package dev.faremesh.cli.certs;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates for development: keys on P-256, certificates that last for weeks. */
final class Authority {
  static final Duration ITS_TERM = Duration.ofDays(365);
  static final Duration TERM = Duration.ofDays(30);

  /** So that a clock which is a little late takes a new certificate. */
  private static final Duration LEEWAY = Duration.ofMinutes(5);

  private static final X500Principal NAME = new X500Principal("CN=Faremesh development authority");

  private final Issued own;

  /** Goes on with an authority that there is. */
  Authority(Issued own) {
    this.own = own;
  }

  /** Makes an authority, which may certify members alone and no other authority. */
  static Authority create(Instant now) throws GeneralSecurityException {
    var keys = keyPair();
    var builder = certificate(NAME, keys.getPublic(), now, ITS_TERM);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    return new Authority(new Issued(signed(builder, keys.getPublic(), keys), keys.getPrivate()));
  }

  Issued own() {
    return own;
  }

  /** Makes a certificate by which a member serves and calls. */
  Issued issue(Subject subject, Instant now) throws GeneralSecurityException {
    var keys = keyPair();
    var name = new X500Principal("CN=" + subject.name());
    var builder = certificate(name, keys.getPublic(), now, TERM);
    var usages = new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(usages));
      builder.addExtension(Extension.subjectAlternativeName, false, subject.names());
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    var signer = new KeyPair(own.certificate().getPublicKey(), own.key());
    return new Issued(signed(builder, keys.getPublic(), signer), keys.getPrivate());
  }

  private static X509v3CertificateBuilder certificate(
      X500Principal name, PublicKey key, Instant now, Duration term) {
    return new JcaX509v3CertificateBuilder(
        NAME,
        new BigInteger(127, new SecureRandom()),
        Date.from(now.minus(LEEWAY)),
        Date.from(now.plus(term)),
        name,
        key);
  }

  private static X509Certificate signed(
      X509v3CertificateBuilder builder, PublicKey key, KeyPair signer)
      throws GeneralSecurityException {
    try {
      var ids = new JcaX509ExtensionUtils();
      builder.addExtension(
          Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          ids.createAuthorityKeyIdentifier(signer.getPublic()));
      return new JcaX509CertificateConverter().getCertificate(builder.build(by(signer)));
    } catch (OperatorCreationException | IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static ContentSigner by(KeyPair signer) throws OperatorCreationException {
    return new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate());
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }
}
