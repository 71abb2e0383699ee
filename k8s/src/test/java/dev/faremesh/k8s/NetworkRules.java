package dev.faremesh.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The network allows what the servers' options need, and nothing else. */
final class NetworkRules {
  private static final Pattern TARGET =
      Pattern.compile("dns:///([a-z-]+)\\.faremesh\\.svc\\.cluster\\.local:([0-9]+)");
  private static final String DNS =
      "{\"namespaceSelector\":{\"matchLabels\":{\"kubernetes.io/metadata.name\":\"kube-system\"}},"
          + "\"podSelector\":{\"matchLabels\":{\"k8s-app\":\"kube-dns\"}}}";
  private static final Pattern COLLECTOR =
      Pattern.compile("http://[a-z-]+\\.([a-z-]+)\\.svc\\.cluster\\.local:([0-9]+)");
  private static final String CLIENTS =
      "{\"namespaceSelector\":{\"matchLabels\":{\"faremesh.dev/client\":\"true\"}}}";
  private static final String GATEWAY =
      "{\"namespaceSelector\":{\"matchLabels\":{\"kubernetes.io/metadata.name\":\"gateway\"}}}";
  private static final Map<Overlay, List<String>> GUESTS =
      Map.of(
          Overlay.LOCAL, List.of(),
          Overlay.PRODUCTION, List.of(CLIENTS),
          Overlay.GATEWAY, List.of(CLIENTS, GATEWAY));

  private NetworkRules() {}

  static List<Rule> of(Overlay overlay) {
    var why = "KL non-isolated-pod; KU C-0030, C-0260";
    return List.of(
        new Rule.Agreement("all is denied by default", why, NetworkRules::notDenied),
        new Rule.Agreement(
            "targets are services", "a typo would be an outage", NetworkRules::noServices),
        new Rule.Agreement(
            "calls go out to targets alone",
            why,
            manifests ->
                difference(
                    union(union(targets(manifests), collectors(manifests)), names(manifests)),
                    Edges.out(manifests))),
        new Rule.Agreement(
            "calls come in from callers alone",
            why,
            manifests ->
                difference(
                    union(targets(manifests), guests(overlay, manifests)), Edges.in(manifests))),
        new Rule.Agreement(
            "policies are read whole",
            "what the edges are read from would be wider, or another, than what stands here",
            NetworkRules::unread),
        new Rule.Agreement(
            "policies say which way", "a default is easily forgotten", NetworkRules::unsaid));
  }

  private static Stream<String> notDenied(Manifests manifests) {
    return manifests.of("NetworkPolicy").noneMatch(NetworkRules::deniesAll)
        ? Stream.of("no policy for every pod")
        : Stream.empty();
  }

  private static boolean deniesAll(ObjectNode policy) {
    var spec = policy.path("spec");
    return spec.path("podSelector").isObject()
        && spec.path("podSelector").isEmpty()
        && spec.path("policyTypes").size() == 2
        && !spec.has("ingress")
        && !spec.has("egress");
  }

  /** The edges that servers' options ask for. */
  private static Set<String> targets(Manifests manifests) {
    return manifests
        .of("Deployment")
        .flatMap(caller ->
            targetsOf(caller)
                .map(TARGET::matcher)
                .filter(Matcher::matches)
                .map(target ->
                    "%s > %s TCP %s"
                        .formatted(Manifests.name(caller), target.group(1), target.group(2))))
        .collect(Collectors.toSet());
  }

  private static Stream<String> targetsOf(JsonNode caller) {
    return ServerProgram.environment(caller).entrySet().stream()
        .filter(variable -> variable.getKey().endsWith("_TARGET"))
        .map(Map.Entry::getValue);
  }

  private static Stream<String> noServices(Manifests manifests) {
    var pricing = manifests.find("Deployment", "pricing-server").stream();
    return Stream.concat(
        pricing
            .filter(caller -> targetsOf(caller).count() != 2)
            .map(caller -> "not two targets: " + Manifests.id(caller)),
        manifests
            .of("Deployment")
            .flatMap(NetworkRules::targetsOf)
            .filter(target -> !isService(manifests, target)));
  }

  private static boolean isService(Manifests manifests, String target) {
    var parts = TARGET.matcher(target);
    return parts.matches()
        && manifests
            .find("Service", parts.group(1))
            .filter(service -> service.at("/spec/ports/0/port").asText().equals(parts.group(2)))
            .isPresent();
  }

  /** The edges to where numbers are sent: pods of the namespace that the endpoint names. */
  private static Set<String> collectors(Manifests manifests) {
    return manifests
        .of("Deployment")
        .flatMap(server ->
            TelemetryRules.endpointsOf(server)
                .map(COLLECTOR::matcher)
                .filter(Matcher::matches)
                .map(endpoint ->
                    "%s > %s TCP %s"
                        .formatted(
                            Manifests.name(server),
                            collectorIn(endpoint.group(1)),
                            endpoint.group(2))))
        .collect(Collectors.toSet());
  }

  private static String collectorIn(String namespace) {
    return "{\"namespaceSelector\":{\"matchLabels\":{\"kubernetes.io/metadata.name\":\"%s\"}},"
            .formatted(namespace)
        + "\"podSelector\":{\"matchLabels\":{\"app.kubernetes.io/name\":"
        + "\"opentelemetry-collector\"}}}";
  }

  /** Who has targets, or a collector, asks for names. */
  private static Set<String> names(Manifests manifests) {
    return manifests
        .of("Deployment")
        .filter(caller ->
            Stream.concat(targetsOf(caller), TelemetryRules.endpointsOf(caller))
                .findAny()
                .isPresent())
        .flatMap(caller ->
            Stream.of("UDP 53", "TCP 53")
                .map(port -> "%s > %s %s".formatted(Manifests.name(caller), DNS, port)))
        .collect(Collectors.toSet());
  }

  private static Set<String> guests(Overlay overlay, Manifests manifests) {
    return manifests
        .of("Service")
        .flatMap(service ->
            GUESTS.getOrDefault(overlay, List.of()).stream()
                .map(guest ->
                    "%s > %s TCP %s"
                        .formatted(
                            guest,
                            Manifests.name(service),
                            service.at("/spec/ports/0/port").asText())))
        .collect(Collectors.toSet());
  }

  private static Stream<String> unsaid(Manifests manifests) {
    return manifests
        .of("NetworkPolicy")
        .filter(policy -> policy.at("/spec/policyTypes").isEmpty())
        .map(Manifests::id);
  }

  /** What {@link Edges} does not understand: expressions, and ranges of ports. */
  private static Stream<String> unread(Manifests manifests) {
    return manifests
        .of("NetworkPolicy")
        .flatMap(policy ->
            Stream.of("matchExpressions", "endPort")
                .filter(field -> policy.findParent(field) != null)
                .map(field -> Manifests.id(policy) + ": " + field));
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    var all = new TreeSet<>(some);
    all.addAll(more);
    return all;
  }

  private static Stream<String> difference(Set<String> expected, Set<String> found) {
    return Stream.concat(
        expected.stream().filter(edge -> !found.contains(edge)).map(edge -> "missing: " + edge),
        found.stream().filter(edge -> !expected.contains(edge)).map(edge -> "too much: " + edge));
  }
}
