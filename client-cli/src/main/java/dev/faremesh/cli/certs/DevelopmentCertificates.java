package dev.faremesh.cli.certs;

import dev.faremesh.cli.checkout.Checkout;
import dev.faremesh.mesh.server.ReloadedFile;
import dev.faremesh.mesh.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A folder with the certificates of a mesh on one machine: those of an authority ({@code ca.pem},
 * {@code ca.key}) and of each member ({@code NAME.pem}, {@code NAME.key}). Not for production: the
 * authority's key lies beside what it signs.
 */
public record DevelopmentCertificates(Path folder) {
  /** What is nearer to its end than this is made anew before the mesh starts. */
  private static final Duration ENOUGH = Duration.ofDays(7);

  /** Those of a checkout. */
  public static DevelopmentCertificates of(Path dataDir) {
    return new DevelopmentCertificates(dataDir.resolve("tls"));
  }

  /** Whether these are those that a verb's {@code --tls} means. */
  public boolean areWhereVerbsLook() {
    try {
      return folder.toAbsolutePath().equals(of(Checkout.dataDir()).folder);
    } catch (IOException e) {
      return false; // outside of a checkout they look nowhere
    }
  }

  /** What a member serves and calls with. */
  public TlsFiles files(String member) {
    return new TlsFiles(
        Optional.of(certificate(member).path()),
        Optional.of(key(member).path()),
        Optional.of(authority().path()));
  }

  /**
   * Makes certificates for all members, by the authority that is there unless it ends soon. Members
   * that run take them as they come: a new authority stands beside the one that ends, and certifies
   * nobody before all have had the time to read of it.
   *
   * @return the certificates by member
   * @throws IOException when the folder cannot be written to
   */
  public Map<String, X509Certificate> renew(Instant now)
      throws IOException, GeneralSecurityException {
    return renew(now, () -> LockSupport.parkNanos(ReloadedFile.SEEN_WITHIN.toNanos()));
  }

  /**
   * Likewise.
   *
   * @param untilSeen waits until members that run have read a file that was written
   */
  Map<String, X509Certificate> renew(Instant now, Runnable untilSeen)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    var authority = authorityInForce(now, untilSeen);
    var made = new LinkedHashMap<String, X509Certificate>();
    for (Subject subject : Subject.ALL) {
      var issued = authority.issue(subject, now);
      key(subject.name()).write(issued.key());
      certificate(subject.name()).write(issued.certificate());
      made.put(subject.name(), issued.certificate());
    }
    return made;
  }

  /** Makes them only where one is missing, broken, or about to expire. */
  public void ensure(Instant now) throws IOException, GeneralSecurityException {
    for (Subject subject : Subject.ALL) {
      if (!lasts(certificate(subject.name()), now.plus(ENOUGH))
          || !Files.exists(key(subject.name()).path())
          || !lasts(authority(), now.plus(ENOUGH))) {
        var _ = renew(now);
        return;
      }
    }
  }

  private Authority authorityInForce(Instant now, Runnable untilSeen)
      throws IOException, GeneralSecurityException {
    if (lasts(authority(), now.plus(Authority.TERM)) && Files.exists(key("ca").path())) {
      return new Authority(new Issued(authority().certificate(), key("ca").key()));
    }
    var authority = Authority.create(now);
    key("ca").write(authority.own().key());
    if (lasts(authority(), now)) {
      authority().write(authority.own().certificate(), authority().certificate());
      untilSeen.run();
    } else {
      authority().write(authority.own().certificate());
    }
    return authority;
  }

  private static boolean lasts(PemFile file, Instant end) {
    try {
      return file.certificate().getNotAfter().toInstant().isAfter(end);
    } catch (IOException | GeneralSecurityException e) {
      return false; // not there, or broken
    }
  }

  private PemFile authority() {
    return certificate("ca");
  }

  private PemFile certificate(String name) {
    return new PemFile(folder.resolve(name + ".pem"));
  }

  private PemFile key(String name) {
    return new PemFile(folder.resolve(name + ".key"));
  }
}
