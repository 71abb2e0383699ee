package dev.faremesh.k8s;

import static dev.faremesh.k8s.Expect.between;
import static dev.faremesh.k8s.Expect.is;
import static dev.faremesh.k8s.Expect.list;
import static dev.faremesh.k8s.Expect.matches;
import static dev.faremesh.k8s.Rule.each;
import static dev.faremesh.k8s.Rule.forbidden;
import static dev.faremesh.k8s.Rule.required;
import static dev.faremesh.k8s.Scope.ACCOUNT;
import static dev.faremesh.k8s.Scope.AUTOSCALER;
import static dev.faremesh.k8s.Scope.BUDGET;
import static dev.faremesh.k8s.Scope.EVERY;
import static dev.faremesh.k8s.Scope.NAMESPACE;
import static dev.faremesh.k8s.Scope.NAMESPACED;
import static dev.faremesh.k8s.Scope.PORT;
import static dev.faremesh.k8s.Scope.PRIORITY;
import static dev.faremesh.k8s.Scope.SERVER_OBJECT;
import static dev.faremesh.k8s.Scope.SERVICE;

import java.util.List;
import java.util.Set;

/** What is asked of all that is no pod. */
final class ClusterRules {
  private static final Set<String> KINDS =
      Set.of(
          "Namespace",
          "PriorityClass",
          "ServiceAccount",
          "Deployment",
          "Service",
          "PodDisruptionBudget",
          "NetworkPolicy",
          "HorizontalPodAutoscaler",
          "GRPCRoute");
  private static final String DRIFT = "the API server refuses what drifts from PSA restricted";
  private static final String LABELS = "recommended labels; PO metadataAndNameMismatched";

  private ClusterRules() {}

  static List<Rule> all() {
    return List.of(
        required("enforced", DRIFT, NAMESPACE, pod("enforce"), is("restricted")),
        required("enforced version", DRIFT, NAMESPACE, pod("enforce-version"), is("v1.34")),
        required("audited", DRIFT, NAMESPACE, pod("audit"), is("restricted")),
        required("audited version", DRIFT, NAMESPACE, pod("audit-version"), is("v1.34")),
        required("warned", DRIFT, NAMESPACE, pod("warn"), is("restricted")),
        required("warned version", DRIFT, NAMESPACE, pod("warn-version"), is("v1.34")),
        each(
            "known kinds",
            "no Role: KL access-to-secrets, wildcard-in-rules; PO PodExecAttach",
            EVERY,
            object -> KINDS.contains(Manifests.kind(object))),
        required("named", "policies too", EVERY, "metadata name", matches("[a-z-]+")),
        required("namespace", "KL use-namespace", NAMESPACED, "namespace", is("faremesh")),
        required("part-of", LABELS, EVERY, label("part-of"), is("faremesh")),
        required("instance", LABELS, SERVER_OBJECT, label("instance"), is("faremesh")),
        required("managed-by", LABELS, SERVER_OBJECT, label("managed-by"), is("kustomize")),
        required("version", LABELS, SERVER_OBJECT, label("version"), matches("[0-9.]+")),
        required("component", LABELS, SERVER_OBJECT, label("component"), matches("[a-z]+")),
        each(
            "name says the same twice",
            LABELS,
            SERVER_OBJECT,
            object ->
                FieldPath.of(label("name")).in(object).asText().equals(Manifests.name(object))),
        required(
            "account without token",
            "KL default-service-account; KU C-0034",
            ACCOUNT,
            "automountServiceAccountToken",
            is(false)),
        required(
            "no default priority",
            "other people's pods keep theirs",
            PRIORITY,
            "globalDefault",
            is(false)),
        required(
            "priority below the cluster's",
            "PO priorityClassNotSet",
            PRIORITY,
            "value",
            between(1, 1_000_000)),
        required(
            "preemption",
            "quotes go before batch work",
            PRIORITY,
            "preemptionPolicy",
            is("PreemptLowerPriority")),
        required(
            "priority described",
            "kubectl describe shows it",
            PRIORITY,
            "description",
            matches("(?s).{20,}")),
        required(
            "headless",
            "an address of the cluster's would pin a connection to one pod",
            SERVICE,
            "clusterIP",
            is("None")),
        required(
            "no draining pod in DNS",
            "callers would come back to it",
            SERVICE,
            "publishNotReadyAddresses",
            is(false)),
        forbidden("inside alone", "KL exposed-services; KS service-type", SERVICE, "type"),
        required("target by name", "the pod says its number", PORT, "targetPort", is("grpc")),
        required(
            "one at a time",
            "KL pdb-max-unavailable; PO pdbMinAvailable",
            BUDGET,
            "maxUnavailable",
            is(1)),
        required(
            "broken pods do not hold a node",
            "KL pdb-unhealthy-pod-eviction-policy",
            BUDGET,
            "unhealthyPodEvictionPolicy",
            is("AlwaysAllow")),
        required(
            "at least three",
            "KL hpa-minimum-three-replicas",
            AUTOSCALER,
            "minReplicas",
            between(3, 100)),
        required("at most", "a bill has an end", AUTOSCALER, "maxReplicas", between(4, 100)),
        required(
            "of the server alone",
            "sidecars do not skew it",
            AUTOSCALER,
            "metrics [0] type",
            is("ContainerResource")),
        required(
            "of its container",
            "sidecars do not skew it",
            AUTOSCALER,
            "metrics [0] containerResource container",
            is("server")),
        required(
            "by CPU",
            "an event loop's limit",
            AUTOSCALER,
            "metrics [0] containerResource name",
            is("cpu")),
        required(
            "by share",
            "of what it requests",
            AUTOSCALER,
            "metrics [0] containerResource target type",
            is("Utilization")),
        required(
            "share",
            "room for a pod's worth of calls while another starts",
            AUTOSCALER,
            "metrics [0] containerResource target averageUtilization",
            between(50, 80)),
        required(
            "slow down",
            "each pod that goes costs connections",
            AUTOSCALER,
            "behavior scaleDown stabilizationWindowSeconds",
            between(300, 3600)),
        required(
            "one by one",
            "each pod that goes costs connections",
            AUTOSCALER,
            "behavior scaleDown policies [0] value",
            is(1)),
        required(
            "pods",
            "each pod that goes costs connections",
            AUTOSCALER,
            "behavior scaleDown policies [0] type",
            is("Pods")),
        required(
            "a minute each",
            "each pod that goes costs connections",
            AUTOSCALER,
            "behavior scaleDown policies [0] periodSeconds",
            between(30, 1800)),
        required(
            "default-deny speaks both ways",
            "KL non-isolated-pod; KU C-0030, C-0260",
            Scope.kind("NetworkPolicy", "").named("default-deny"),
            "spec policyTypes",
            list("Ingress", "Egress")));
  }

  private static String pod(String name) {
    return "metadata labels pod-security.kubernetes.io/" + name;
  }

  private static String label(String name) {
    return "metadata labels app.kubernetes.io/" + name;
  }
}
