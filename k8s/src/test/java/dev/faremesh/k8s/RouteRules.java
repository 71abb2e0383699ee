package dev.faremesh.k8s;

import static dev.faremesh.k8s.Expect.is;
import static dev.faremesh.k8s.Expect.matches;
import static dev.faremesh.k8s.Rule.each;
import static dev.faremesh.k8s.Rule.required;
import static dev.faremesh.k8s.Scope.ROUTE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a gateway lets in: every method of the contracts that is meant for phones, and no other. */
final class RouteRules {
  /** What servers and operators ask. */
  private static final Set<String> INTERNAL =
      Set.of("GetSupply", "WatchSupply", "GetDemand", "WatchDemand", "GetCalibration");

  private RouteRules() {}

  static List<Rule> of(Overlay overlay) {
    return switch (overlay) {
      case LOCAL, PRODUCTION -> List.of();
      case GATEWAY ->
          List.of(
              new Rule.Agreement(
                  "methods for phones", "a new one is a decision", RouteRules::wrongMethods),
              each(
                  "whole rules",
                  "a rule without matches matches all",
                  ROUTE,
                  route ->
                      route.path("rules").size() == 1 && !route.at("/rules/0/matches").isEmpty()),
              each(
                  "no deadline",
                  "the contracts' hold",
                  ROUTE,
                  route ->
                      route.path("rules").valueStream().noneMatch(rule -> rule.has("timeouts"))),
              new Rule.Agreement("to a service", "KL dangling-ingress", RouteRules::dangling),
              required(
                  "of a gateway",
                  "a route without one is none",
                  ROUTE,
                  "parentRefs [0] name",
                  is("public")),
              required(
                  "of its namespace",
                  "a route without one is none",
                  ROUTE,
                  "parentRefs [0] namespace",
                  is("gateway")),
              required(
                  "of its listener",
                  "not of a plaintext one",
                  ROUTE,
                  "parentRefs [0] sectionName",
                  is("grpc")),
              required("of a host", "PO: no wildcard", ROUTE, "hostnames [0]", matches("[a-z.]+")));
    };
  }

  /** The methods that riders and drivers need, such as {@code example.v1.ExampleService.Get}. */
  static Set<String> forPhones() {
    return Arrays.stream(ServerProgram.values())
        .flatMap(ServerProgram::methods)
        .filter(method -> !INTERNAL.contains(method.getName()))
        .map(method -> method.getFullName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> wrongMethods(Manifests manifests) {
    var expected = forPhones();
    var found =
        manifests
            .of("GRPCRoute")
            .flatMap(route -> route.at("/spec/rules/0/matches").valueStream())
            .map(match -> match.path("method"))
            .map(method -> method.path("service").asText() + "." + method.path("method").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    return expected.equals(found)
        ? Stream.empty()
        : Stream.of("%s (expected: %s)".formatted(found, expected));
  }

  private static Stream<String> dangling(Manifests manifests) {
    return manifests
        .of("GRPCRoute")
        .filter(route -> !leadsToItsServer(manifests, route))
        .map(Manifests::id);
  }

  private static boolean leadsToItsServer(Manifests manifests, JsonNode route) {
    var server =
        Arrays.stream(ServerProgram.values())
            .filter(each ->
                route
                    .at("/spec/rules/0/matches")
                    .valueStream()
                    .allMatch(match ->
                        match.at("/method/service").asText().equals(each.service().getFullName())))
            .findFirst()
            .orElseThrow();
    var backend = route.at("/spec/rules/0/backendRefs/0");
    return backend.path("name").asText().equals(server.deployment)
        && manifests
            .find("Service", server.deployment)
            .filter(service -> service.at("/spec/ports/0/port").equals(backend.path("port")))
            .isPresent();
  }
}
