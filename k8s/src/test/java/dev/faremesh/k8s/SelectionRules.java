package dev.faremesh.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Objects that name each other mean the same. */
final class SelectionRules {
  private SelectionRules() {}

  static List<Rule> all() {
    return List.of(
        eachServer("is complete", "account, service and budget", SelectionRules::missing),
        eachServer(
            "selects its own pods",
            "KL mismatching-selector",
            (manifests, deployment) ->
                unless(
                    selects(deployment.at("/spec/selector/matchLabels"), deployment), "selector")),
        eachServer(
            "service selects its pods",
            "KL dangling-service",
            (manifests, deployment) ->
                selecting(manifests, deployment, "Service", "/spec/selector")),
        eachServer(
            "budget selects its pods",
            "KL pdb-*",
            (manifests, deployment) ->
                selecting(
                    manifests, deployment, "PodDisruptionBudget", "/spec/selector/matchLabels")),
        eachServer(
            "runs as its own account",
            "KL non-existent-service-account",
            (manifests, deployment) ->
                unless(
                    Scope.POD
                        .at()
                        .in(deployment)
                        .path("serviceAccountName")
                        .asText()
                        .equals(Manifests.name(deployment)),
                    "serviceAccountName")),
        eachServer(
            "has its priority",
            "PO priorityClassNotSet",
            (manifests, deployment) ->
                unless(
                    manifests
                        .find("PriorityClass", pod(deployment).path("priorityClassName").asText())
                        .isPresent(),
                    "priorityClassName")),
        eachServer(
            "serves on one number",
            "callers' targets are the options' defaults",
            SelectionRules::ports),
        eachServer(
            "mounts what it has",
            "and has what it mounts",
            (manifests, deployment) ->
                unless(
                    names(pod(deployment).path("volumes"))
                        .equals(names(pod(deployment).at("/containers/0/volumeMounts"))),
                    "volumes")),
        new Rule.Agreement(
            "its namespace comes first",
            "nothing has a place without it",
            manifests -> unless(manifests.find("Namespace", "faremesh").isPresent(), "none")),
        new Rule.Agreement(
            "pricing is at least three, or scaled",
            "KL minimum-three-replicas; PO deploymentMissingReplicas",
            SelectionRules::replicas));
  }

  private interface Check {
    Stream<String> disagreements(Manifests manifests, ObjectNode deployment);
  }

  private static Rule eachServer(String name, String reason, Check check) {
    return new Rule.Agreement(
        name,
        reason,
        manifests ->
            manifests
                .of("Deployment")
                .flatMap(deployment ->
                    check
                        .disagreements(manifests, deployment)
                        .map(wrong -> Manifests.id(deployment) + ": " + wrong)));
  }

  private static Stream<String> missing(Manifests manifests, ObjectNode deployment) {
    var server = Manifests.name(deployment);
    var kinds = Stream.of("ServiceAccount", "Service", "PodDisruptionBudget");
    var expected = Arrays.stream(ServerProgram.values()).map(each -> each.deployment);
    return Stream.concat(
        kinds.filter(kind -> manifests.find(kind, server).isEmpty()),
        expected.filter(name -> manifests.find("Deployment", name).isEmpty()));
  }

  /** Exactly its own object of a kind selects its pods. */
  private static Stream<String> selecting(
      Manifests manifests, ObjectNode deployment, String kind, String selector) {
    var names =
        manifests
            .of(kind)
            .filter(object -> selects(object.at(selector), deployment))
            .map(Manifests::name)
            .toList();
    return unless(names.equals(List.of(Manifests.name(deployment))), kind + " " + names);
  }

  /** Whether labels match a deployment's pods; no labels match nothing. */
  static boolean selects(JsonNode labels, JsonNode deployment) {
    var pod = Scope.POD_LABELS.at().in(deployment);
    return !labels.isEmpty()
        && labels
            .propertyStream()
            .allMatch(label -> pod.path(label.getKey()).equals(label.getValue()));
  }

  private static Stream<String> ports(Manifests manifests, ObjectNode deployment) {
    var declared = FieldPath.of("ports [grpc] containerPort").in(container(deployment));
    var served = FieldPath.of("spec ports [grpc] port");
    var byDefault = ServerProgram.of(deployment).value("--port", Integer.class, Map.of());
    return unless(
        declared.asInt() == byDefault
            && manifests
                .find("Service", Manifests.name(deployment))
                .filter(service -> served.in(service).equals(declared))
                .isPresent(),
        "ports");
  }

  private static Stream<String> replicas(Manifests manifests) {
    var replicas =
        manifests
            .find("Deployment", "pricing-server")
            .map(pricing -> pricing.at("/spec/replicas").asInt())
            .orElse(-1);
    var scaled =
        manifests
            .of("HorizontalPodAutoscaler")
            .map(scaler -> scaler.at("/spec/scaleTargetRef"))
            .filter(target -> target.path("kind").asText().equals("Deployment"))
            .filter(target -> target.path("apiVersion").asText().equals("apps/v1"))
            .anyMatch(target -> target.path("name").asText().equals("pricing-server"));
    return unless(scaled ? replicas == 0 : replicas >= 3, "replicas " + replicas);
  }

  private static JsonNode pod(JsonNode deployment) {
    return Scope.POD.at().in(deployment);
  }

  private static JsonNode container(JsonNode deployment) {
    return Scope.CONTAINER.at().in(deployment);
  }

  private static List<String> names(JsonNode list) {
    return list.valueStream().map(each -> each.path("name").asText()).sorted().toList();
  }

  private static Stream<String> unless(boolean holds, String wrong) {
    return holds ? Stream.empty() : Stream.of(wrong);
  }
}
