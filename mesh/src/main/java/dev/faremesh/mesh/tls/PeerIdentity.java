package dev.faremesh.mesh.tls;

import io.grpc.Attributes;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who a certificate says that its holder is.
 *
 * @param name a SPIFFE id, such as {@code spiffe://faremesh.dev/pricing-server}, or a DNS name
 */
public record PeerIdentity(String name) {
  /** Of the attributes of a connection, and of the calls on it. */
  static final Attributes.Key<PeerIdentity> KEY = Attributes.Key.create("peer-identity");

  private static final int DNS_NAME = 2; // kinds of names, as RFC 5280 numbers them
  private static final int URI_NAME = 6;

  /** Who calls, when a certificate has said so. */
  public static Optional<PeerIdentity> in(Attributes ofCall) {
    return Optional.ofNullable(ofCall.get(KEY));
  }

  /** The SPIFFE id of a certificate, else its first DNS name. */
  public static Optional<PeerIdentity> of(X509Certificate certificate) {
    try {
      var names = Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElseGet(List::of);
      return first(names, URI_NAME, "spiffe://").or(() -> first(names, DNS_NAME, ""));
    } catch (CertificateParsingException e) {
      return Optional.empty();
    }
  }

  private static Optional<PeerIdentity> first(
      Collection<List<?>> names, int kind, String beginning) {
    return names.stream()
        .filter(name -> name.getFirst().equals(kind))
        .map(name -> String.valueOf(name.get(1)))
        .filter(name -> name.startsWith(beginning))
        .findFirst()
        .map(PeerIdentity::new);
  }
}
