package dev.faremesh.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which objects a rule speaks of, and which part of them.
 *
 * @param at where the part is
 */
record Scope(Predicate<JsonNode> selects, FieldPath at) {
  private static final Set<String> OF_THE_CLUSTER = Set.of("Namespace", "PriorityClass");
  private static final Set<String> OF_A_SERVER =
      Set.of("ServiceAccount", "Deployment", "Service", "PodDisruptionBudget");

  static final Scope NAMESPACE = kind("Namespace", "");
  static final Scope EVERY = new Scope(object -> true, FieldPath.of(""));
  static final Scope NAMESPACED =
      new Scope(
          object -> !OF_THE_CLUSTER.contains(Manifests.kind(object)), FieldPath.of("metadata"));
  static final Scope SERVER_OBJECT =
      new Scope(object -> OF_A_SERVER.contains(Manifests.kind(object)), FieldPath.of(""));
  static final Scope ACCOUNT = kind("ServiceAccount", "");
  static final Scope PRIORITY = kind("PriorityClass", "");
  static final Scope DEPLOYMENT = kind("Deployment", "spec");
  static final Scope POD_LABELS = kind("Deployment", "spec template metadata labels");
  static final Scope POD = kind("Deployment", "spec template spec");
  static final Scope CONTAINER = kind("Deployment", "spec template spec containers [0]");
  static final Scope SERVICE = kind("Service", "spec");
  static final Scope PORT = kind("Service", "spec ports [grpc]");
  static final Scope BUDGET = kind("PodDisruptionBudget", "spec");
  static final Scope AUTOSCALER = kind("HorizontalPodAutoscaler", "spec");
  static final Scope ROUTE = kind("GRPCRoute", "spec");

  static Scope kind(String kind, String at) {
    return new Scope(object -> Manifests.kind(object).equals(kind), FieldPath.of(at));
  }

  /** Those of one name. */
  Scope named(String name) {
    return new Scope(selects.and(object -> Manifests.name(object).equals(name)), at);
  }

  Stream<ObjectNode> of(Manifests manifests) {
    return manifests.objects().stream().filter(selects);
  }
}
