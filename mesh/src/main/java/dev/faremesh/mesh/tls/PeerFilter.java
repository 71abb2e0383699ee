package dev.faremesh.mesh.tls;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerTransportFilter;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Finds out once, when a connection is made, who is at its other end. */
public final class PeerFilter extends ServerTransportFilter {
  @Override
  public Attributes transportReady(Attributes attributes) {
    return peer(attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
        .map(peer -> attributes.toBuilder().set(PeerIdentity.KEY, peer).build())
        .orElse(attributes);
  }

  private static Optional<PeerIdentity> peer(@Nullable SSLSession session) {
    try {
      return session != null && session.getPeerCertificates()[0] instanceof X509Certificate leaf
          ? PeerIdentity.of(leaf)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty(); // has shown none
    }
  }
}
