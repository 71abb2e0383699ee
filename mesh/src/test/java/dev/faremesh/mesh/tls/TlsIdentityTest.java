package dev.faremesh.mesh.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.mesh.tls.TestAuthority.Issued;
import dev.faremesh.mesh.tls.TestAuthority.Validity;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

class TlsIdentityTest {
  private final TestAuthority authority = new TestAuthority("seven");
  private final Issued issued = authority.issue("pricing");

  @Test
  void whatBelongsTogetherIsNamedWithItsTerm() throws Exception {
    var chain = issued.certificatePem() + TestAuthority.bundle(authority);
    var identity = parse(chain, issued.keyPem());
    assertThat(identity.chain()).hasSize(2);
    assertThat(identity)
        .hasToString(
            "spiffe://test.dev/pricing serial %x until %s"
                .formatted(
                    issued.certificate().getSerialNumber(),
                    issued.certificate().getNotAfter().toInstant()));
  }

  @Test
  void textBetweenBlocksIsLetBe() throws Exception {
    var identity = parse("subject=me\n" + issued.certificatePem() + "bye\n", issued.keyPem());
    assertThat(identity.chain()).containsExactly(issued.certificate());
  }

  @Test
  void theKeyOfAnotherCertificateIsRefused() {
    refused(issued.certificatePem(), authority.issue("demand").keyPem())
        .hasMessageStartingWith("key: of another certificate (expected: of spiffe://test.dev/pr");
  }

  @Test
  void aKeyOfAnotherKindIsRefused() throws Exception {
    var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
    refused(issued.certificatePem(), TestAuthority.pem("PRIVATE KEY", rsa))
        .hasMessage("key: is broken, or of another kind (expected: EC, as the certificate's)")
        .hasNoCause();
  }

  @Test
  void aKeyThatIsNotPkcs8IsRefusedWithTheWayToMakeIt() {
    var old = issued.keyPem().replace("PRIVATE KEY", "EC PRIVATE KEY");
    refused(issued.certificatePem(), old)
        .hasMessageStartingWith("key: blocks [EC PRIVATE KEY] (expected: one of PRIVATE KEY")
        .hasMessageContaining("openssl pkcs8 -topk8");
  }

  @Test
  void aCertificateThatIsOverOrToComeIsRefused() {
    refused(expired().certificatePem(), expired().keyPem())
        .hasMessageStartingWith("certificate: in force ")
        .hasMessageEndingWith("(expected: now)");
    var before = Instant.now().minus(Duration.ofHours(2));
    assertThatThrownBy(
            () -> TlsIdentity.parse(bytes(issued.certificatePem()), bytes(issued.keyPem()), before))
        .hasMessageStartingWith("certificate: in force ");
  }

  private Issued expired() {
    return authority.issue("pricing", Validity.past());
  }

  /** The last end of a block is its last line: a cut within it, or before it, is seen. */
  @Test
  void everyCutOfAFileIsRefusedAndShowsNothingOfTheKey() {
    var key = issued.keyPem();
    for (int length = 0; length < key.length() - 1; length++) {
      var cut = key.substring(0, length);
      refused(issued.certificatePem(), cut)
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain(key.substring(40, 50)))
          .hasNoCause();
    }
  }

  @Test
  void whatIsNoBase64IsRefusedWithoutBeingShown() {
    var broken = issued.keyPem().replace("\nM", "\n?M");
    refused(issued.certificatePem(), broken)
        .hasMessageContaining("no Base64 (expected: whole PEM blocks)")
        .hasNoCause();
  }

  @Test
  void theSpiffeIdComesBeforeTheDnsName() {
    var dns = new GeneralName(GeneralName.dNSName, "pricing.example");
    var other = new GeneralName(GeneralName.uniformResourceIdentifier, "https://example");
    var spiffe = new GeneralName(GeneralName.uniformResourceIdentifier, "spiffe://test.dev/p");
    assertThat(nameWith(dns, other, spiffe)).contains(new PeerIdentity("spiffe://test.dev/p"));
    assertThat(nameWith(other, dns)).contains(new PeerIdentity("pricing.example"));
    assertThat(nameWith(other)).isEmpty();
    assertThat(nameWith()).isEmpty();
  }

  private Optional<PeerIdentity> nameWith(GeneralName... names) {
    return PeerIdentity.of(authority.issue(Validity.now(), names).certificate());
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
      String certificate, String key) {
    return assertThatThrownBy(() -> parse(certificate, key))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TlsIdentity parse(String certificate, String key) throws Exception {
    return TlsIdentity.parse(bytes(certificate), bytes(key), Instant.now());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
