package dev.faremesh.cli.certs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.FakeMesh;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DevCommandTest {
  @TempDir private Path home = Path.of("");

  @Test
  void everyMemberGetsACertificateOfTheAuthority() throws Exception {
    var folder = home.resolve("new/tls");
    var run = dev(folder);
    assertThat(run.code()).describedAs(run.err()).isZero();
    var authority = read(folder.resolve("ca.pem"));
    assertThat(authority.getBasicConstraints()).isZero(); // no authority below it
    for (Subject subject : Subject.ALL) {
      var certificate = read(folder.resolve(subject.name() + ".pem"));
      certificate.verify(authority.getPublicKey());
      assertThat(certificate.getExtendedKeyUsage())
          .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
      assertThat(run.out()).contains(subject.identity());
    }
  }

  @Test
  void aServerHasTheNamesOfThisMachineAndOfACluster() throws Exception {
    var _ = dev(home);
    assertThat(read(home.resolve("supply-server.pem")).getSubjectAlternativeNames())
        .contains(
            List.of(6, "spiffe://faremesh.dev/supply-server"),
            List.of(2, "localhost"),
            List.of(7, "127.0.0.1"),
            List.of(2, "supply-server"),
            List.of(2, "supply-server.faremesh.svc.cluster.local"));
    assertThat(read(home.resolve("fare.pem")).getSubjectAlternativeNames())
        .singleElement()
        .isEqualTo(List.of(6, "spiffe://faremesh.dev/fare"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ca", "supply-server", "demand-server", "pricing-server", "client", "fare"})
  void keysAreForTheirOwnerAloneAndNeverShown(String name) throws IOException {
    var run = dev(home, "-o", "json");
    var key = home.resolve(name + ".key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    var secret = Files.readAllLines(key).get(1);
    assertThat(run.out() + run.err()).doesNotContain(secret).contains("fare.key");
    try (var files = Files.list(home)) {
      assertThat(files).hasSize(12);
    }
  }

  @Test
  void theAuthorityStaysAndSignsNewCertificates() throws Exception {
    var _ = dev(home);
    var authority = read(home.resolve("ca.pem"));
    var first = read(home.resolve("fare.pem"));
    var _ = dev(home);
    assertThat(read(home.resolve("ca.pem"))).isEqualTo(authority);
    assertThat(read(home.resolve("fare.pem"))).isNotEqualTo(first);
    read(home.resolve("fare.pem")).verify(authority.getPublicKey());
  }

  /** A mesh that runs must know the new authority before it meets whom it certifies. */
  @Test
  void anAuthorityThatEndsSoonMakesWayForOneThatIsBelievedBeforeItSigns() throws Exception {
    var certificates = new DevelopmentCertificates(home);
    var now = Instant.now();
    certificates.ensure(now);
    var old = read(home.resolve("ca.pem"));
    var first = read(home.resolve("fare.pem"));
    var whenSeen = new ArrayList<List<X509Certificate>>();
    var _ =
        certificates.renew(
            now.plus(Duration.ofDays(340)),
            () ->
                whenSeen.add(
                    Stream.of("ca.pem", "fare.pem")
                        .flatMap(file -> all(home.resolve(file)).stream())
                        .toList()));

    var fresh = read(home.resolve("ca.pem"));
    assertThat(fresh).isNotEqualTo(old);
    assertThat(whenSeen).containsExactly(List.of(fresh, old, first));
    assertThat(all(home.resolve("ca.pem"))).containsExactly(fresh, old);
    read(home.resolve("fare.pem")).verify(fresh.getPublicKey());
  }

  @Test
  void anAuthorityThatHasEndedIsNotKept() throws Exception {
    var certificates = new DevelopmentCertificates(home);
    var now = Instant.now();
    certificates.ensure(now);
    var _ =
        certificates.renew(
            now.plus(Duration.ofDays(366)),
            () -> {
              throw new AssertionError("nobody has to be waited for");
            });
    assertThat(all(home.resolve("ca.pem"))).containsExactly(read(home.resolve("ca.pem")));
  }

  private static List<X509Certificate> all(Path path) {
    try (var in = Files.newInputStream(path)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void certificatesThatLastAreLeftAndThoseThatEndSoonAreNot() throws Exception {
    var certificates = new DevelopmentCertificates(home);
    var now = Instant.now();
    certificates.ensure(now);
    var first = read(home.resolve("fare.pem"));
    certificates.ensure(now.plus(Duration.ofDays(22)));
    assertThat(read(home.resolve("fare.pem"))).isEqualTo(first);

    certificates.ensure(now.plus(Duration.ofDays(24)));
    assertThat(read(home.resolve("fare.pem"))).isNotEqualTo(first);
  }

  @Test
  void aCertificateThatIsBrokenIsMadeAnew() throws Exception {
    var certificates = new DevelopmentCertificates(home);
    certificates.ensure(Instant.now());
    Files.writeString(home.resolve("pricing-server.pem"), "half a cert");
    certificates.ensure(Instant.now());
    assertThat(read(home.resolve("pricing-server.pem")).getNotAfter()).isInTheFuture();
  }

  private static FakeMesh.Run dev(Path folder, String... more) {
    var args = new ArrayList<>(List.of("certs", "dev", "--out", folder.toString()));
    args.addAll(List.of(more));
    return FakeMesh.run(Map.of(), false, args.toArray(String[]::new));
  }

  private static X509Certificate read(Path path) throws IOException, GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(path)));
  }
}
