package dev.faremesh.mesh.tls;

import dev.faremesh.mesh.server.ReloadedFile;
import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettySslContextChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettySslContextServerCredentials;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.AdvancedTlsX509TrustManager.Verification;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLException;

/**
 * The certificates of a process, as they are at any time: their files are read again when they
 * change, and what is wrong changes nothing ({@link ReloadedFile}). A connection keeps what it
 * began with; each new one is made with what is in force then, and ends the use of what was taken
 * away within the age that servers grant a connection.
 *
 * <p>TLS 1.3 alone, by the JDK: no native code has to be unpacked, so that it is the same on a root
 * that is read-only.
 */
public final class TlsMaterial implements AutoCloseable {
  private final TlsFiles files;
  private final AdvancedTlsX509KeyManager identity = new AdvancedTlsX509KeyManager();
  private final AdvancedTlsX509TrustManager trusted;
  private final AdvancedTlsX509TrustManager trustedSelf;
  private final Deque<ReloadedFile<?>> reloaded = new ArrayDeque<>();

  private TlsMaterial(TlsFiles files) throws GeneralSecurityException {
    this.files = files;
    this.trusted = trusting(Verification.CERTIFICATE_AND_HOST_NAME_VERIFICATION);
    this.trustedSelf = trusting(Verification.CERTIFICATE_ONLY_VERIFICATION);
  }

  /**
   * Reads the files on this thread, and from then on again when they change.
   *
   * @param timer says when to look
   * @throws IllegalArgumentException when something is wrong to begin with
   */
  public static TlsMaterial open(
      TlsFiles files, InstantSource clock, ScheduledExecutorService timer) {
    try {
      var material = new TlsMaterial(files);
      material.watch(clock, timer);
      return material;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot do TLS: " + e.getMessage(), e);
    }
  }

  private static AdvancedTlsX509TrustManager trusting(Verification verification)
      throws GeneralSecurityException {
    return AdvancedTlsX509TrustManager.newBuilder().setVerification(verification).build();
  }

  private void watch(InstantSource clock, ScheduledExecutorService timer)
      throws GeneralSecurityException {
    if (files.authorities().isPresent()) {
      reloaded.push(
          ReloadedFile.open(
              files.authorities().get(),
              content -> trust(Certificates.parseAuthorities(content, clock.instant())),
              TlsMaterial::version,
              timer));
    } else {
      trusted.useSystemDefaultTrustCerts();
    }
    if (files.certificate().isPresent() && files.key().isPresent()) {
      try {
        reloaded.push(
            ReloadedFile.openTogether(
                List.of(files.certificate().get(), files.key().get()),
                parts -> take(TlsIdentity.parse(parts.get(0), parts.get(1), clock.instant())),
                TlsIdentity::toString,
                timer));
      } catch (IllegalArgumentException e) {
        close();
        throw e;
      }
    }
  }

  /** In force at once: what comes here was found right. */
  private List<X509Certificate> trust(List<X509Certificate> authorities)
      throws IOException, GeneralSecurityException {
    trusted.updateTrustCredentials(authorities.toArray(X509Certificate[]::new));
    return authorities;
  }

  private TlsIdentity take(TlsIdentity taken) throws IOException, GeneralSecurityException {
    identity.updateIdentityCredentials(taken.chain().toArray(X509Certificate[]::new), taken.key());
    trustedSelf.updateTrustCredentials(new X509Certificate[] {taken.chain().getFirst()});
    return taken;
  }

  private static String version(List<X509Certificate> authorities) {
    return "%08x of %d authorities".formatted(authorities.hashCode(), authorities.size());
  }

  /** Whether callers are asked for a certificate, and must have one to call anything. */
  public boolean isMutual() {
    return files.authorities().isPresent();
  }

  /**
   * To serve with. Who shows a certificate that is not believed gets no connection. Who shows none
   * gets one, so that it can be told what is missing, call by call: see {@link
   * dev.faremesh.mesh.access.AccessLayer}, without which a caller must not be let in.
   *
   * @throws IllegalStateException when there is no certificate of one's own
   */
  public ServerCredentials serving() {
    if (files.certificate().isEmpty()) {
      throw new IllegalStateException("tls-cert: missing (expected: a file, to serve with)");
    }
    var context = SslContextBuilder.forServer(identity);
    if (isMutual()) {
      context.trustManager(trusted).clientAuth(ClientAuth.OPTIONAL);
    }
    return NettySslContextServerCredentials.create(built(context));
  }

  /** To call others with, whose names are held against their certificates. */
  public ChannelCredentials calling() {
    return calling(trusted);
  }

  /**
   * To call oneself with, by whatever address: nobody is believed but who shows the certificate of
   * this very process.
   */
  public ChannelCredentials callingSelf() {
    return calling(trustedSelf);
  }

  private ChannelCredentials calling(AdvancedTlsX509TrustManager believed) {
    var context = SslContextBuilder.forClient().trustManager(believed);
    if (files.certificate().isPresent()) {
      context.keyManager(identity);
    }
    return NettySslContextChannelCredentials.create(built(context));
  }

  private static SslContext built(SslContextBuilder context) {
    try {
      return GrpcSslContexts.configure(context, SslProvider.JDK)
          .protocols("TLSv1.3")
          // A session that is resumed is not checked again: no longer than what is taken away.
          .sessionTimeout(1)
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("this JDK cannot do TLS 1.3: " + e.getMessage(), e);
    }
  }

  /** Reads the files no more; what was read stays in force. */
  @Override
  public void close() {
    reloaded.forEach(ReloadedFile::close);
  }

  @Override
  public String toString() {
    return "TlsMaterial" + reloaded;
  }
}
