package dev.faremesh.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who may talk to whom, as a cluster's network would read the policies. An edge is a text such as
 * {@code pricing-server > supply-server TCP 50051}; an end outside the mesh is the selector itself.
 * It reads labels and single ports alone: a rule of its own sees to it that there is nothing else.
 */
final class Edges {
  private final Manifests manifests;
  private final Set<String> found = new TreeSet<>();

  private Edges(Manifests manifests) {
    this.manifests = manifests;
  }

  /** What servers may be asked. */
  static Set<String> in(Manifests manifests) {
    return new Edges(manifests).read("Ingress", "ingress", "from");
  }

  /** What servers may ask. */
  static Set<String> out(Manifests manifests) {
    return new Edges(manifests).read("Egress", "egress", "to");
  }

  private Set<String> read(String type, String field, String peers) {
    manifests
        .of("NetworkPolicy")
        .filter(policy ->
            policy
                .at("/spec/policyTypes")
                .valueStream()
                .anyMatch(each -> each.asText().equals(type)))
        .forEach(policy ->
            policy
                .at("/spec/" + field)
                .forEach(rule -> add(policy, rule, rule.path(peers), type.equals("Egress"))));
    return found;
  }

  private void add(JsonNode policy, JsonNode rule, JsonNode peers, boolean outward) {
    for (var own : selected(policy.at("/spec/podSelector"))) {
      for (var other : ends(peers)) {
        for (var port : ports(rule.path("ports"), outward ? other : own)) {
          found.add((outward ? own + " > " + other : other + " > " + own) + " " + port);
        }
      }
    }
  }

  private List<String> ends(JsonNode peers) {
    if (peers.isEmpty()) {
      return List.of("anyone");
    }
    var ends = new ArrayList<String>();
    for (var peer : peers) {
      ends.addAll(
          peer.size() == 1 && peer.has("podSelector")
              ? selected(peer.path("podSelector"))
              : List.of(peer.toString()));
    }
    return ends;
  }

  /** The servers that a selector selects in the mesh's own namespace. */
  private List<String> selected(JsonNode selector) {
    return manifests
        .of("Deployment")
        .filter(server ->
            selector.isEmpty() || SelectionRules.selects(selector.path("matchLabels"), server))
        .map(Manifests::name)
        .toList();
  }

  private List<String> ports(JsonNode ports, String server) {
    return ports.isEmpty()
        ? List.of("every port")
        : ports
            .valueStream()
            .map(port -> port.path("protocol").asText() + " " + number(port.path("port"), server))
            .toList();
  }

  private String number(JsonNode port, String server) {
    return Stream.of(port)
        .filter(JsonNode::isTextual)
        .flatMap(name -> manifests.find("Deployment", server).stream())
        .map(deployment -> containerPort(deployment, port.asText()))
        .findFirst()
        .orElse(port.asText());
  }

  private static String containerPort(ObjectNode deployment, String name) {
    return FieldPath.of("ports [" + name + "] containerPort")
        .in(Scope.CONTAINER.at().in(deployment))
        .asText();
  }
}
