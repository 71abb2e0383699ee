package dev.faremesh.cli.certs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * A member of the mesh that gets a certificate.
 *
 * @param name such as supply-server
 * @param serves whether others call it, by the names of this machine or of a cluster
 */
record Subject(String name, boolean serves) {
  private static final String TRUST_DOMAIN = "faremesh.dev";
  private static final String NAMESPACE = "faremesh";

  /** All of them. */
  static final List<Subject> ALL =
      List.of(
          new Subject("supply-server", true),
          new Subject("demand-server", true),
          new Subject("pricing-server", true),
          new Subject("client", false), // what riders and drivers come in by
          new Subject("fare", false)); // operators, who may do everything

  /** By which servers tell it from others. */
  String identity() {
    return "spiffe://" + TRUST_DOMAIN + "/" + name;
  }

  /** The names under which it can be reached; a Kubernetes service has four. */
  GeneralNames names() {
    var names = new ArrayList<GeneralName>();
    names.add(new GeneralName(GeneralName.uniformResourceIdentifier, identity()));
    if (serves) {
      var service = name + "." + NAMESPACE;
      Stream.of("localhost", name, service, service + ".svc", service + ".svc.cluster.local")
          .forEach(dns -> names.add(new GeneralName(GeneralName.dNSName, dns)));
      Stream.of("127.0.0.1", "::1")
          .forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }
}
