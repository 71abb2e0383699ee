package dev.faremesh.k8s;

import static dev.faremesh.k8s.Expect.between;
import static dev.faremesh.k8s.Expect.is;
import static dev.faremesh.k8s.Expect.list;
import static dev.faremesh.k8s.Expect.matches;
import static dev.faremesh.k8s.Rule.each;
import static dev.faremesh.k8s.Rule.forbidden;
import static dev.faremesh.k8s.Rule.required;
import static dev.faremesh.k8s.Scope.DEPLOYMENT;
import static dev.faremesh.k8s.Scope.POD;
import static dev.faremesh.k8s.Scope.POD_LABELS;

import java.util.List;

/** What is asked of a server's pods, and of how they follow each other. */
final class PodRules {
  private static final String USER = "PSA; KL run-as-non-root; KS user-group-id; CKV_K8S_40";
  private static final String NODE = "PSA baseline; KU C-0038, C-0041, C-0044, C-0048";
  private static final String ROLLING = "KL no-rolling-update-strategy; capacity stays";
  private static final String SPREAD = "PO topologySpreadConstraint";
  private static final String APART = "KL no-anti-affinity; KS host-podantiaffinity";
  private static final String TERM =
      "affinity podAntiAffinity preferredDuringSchedulingIgnoredDuringExecution [0] ";

  private PodRules() {}

  static List<Rule> all() {
    return List.of(
        required(
            "steady before the next",
            "callers look up addresses anew",
            DEPLOYMENT,
            "minReadySeconds",
            between(10, 60)),
        required(
            "a rollout ends",
            "it fails when it hangs",
            DEPLOYMENT,
            "progressDeadlineSeconds",
            between(60, 600)),
        required(
            "history", "a rollback needs one", DEPLOYMENT, "revisionHistoryLimit", between(2, 10)),
        required("rolling", ROLLING, DEPLOYMENT, "strategy type", is("RollingUpdate")),
        required(
            "none missing", ROLLING, DEPLOYMENT, "strategy rollingUpdate maxUnavailable", is(0)),
        required("one more", ROLLING, DEPLOYMENT, "strategy rollingUpdate maxSurge", is(1)),
        required(
            "supply is one",
            "its drivers are in its heap",
            DEPLOYMENT.named("supply-server"),
            "replicas",
            is(1)),
        required(
            "demand is one",
            "its rides are in its heap",
            DEPLOYMENT.named("demand-server"),
            "replicas",
            is(1)),
        each(
            "a selector is a name",
            "it can never change, and a version does",
            DEPLOYMENT,
            spec -> spec.at("/selector/matchLabels").size() == 1),
        required("pod part-of", "policies select it", POD_LABELS, label("part-of"), is("faremesh")),
        required(
            "pod instance", "recommended labels", POD_LABELS, label("instance"), is("faremesh")),
        required(
            "pod version", "recommended labels", POD_LABELS, label("version"), matches("[0-9.]+")),
        required(
            "pod component",
            "recommended labels",
            POD_LABELS,
            label("component"),
            matches("[a-z]+")),
        required(
            "pod managed-by",
            "recommended labels",
            POD_LABELS,
            label("managed-by"),
            is("kustomize")),
        required(
            "no token",
            "PO automountServiceAccountToken; KU C-0034",
            POD,
            "automountServiceAccountToken",
            is(false)),
        required(
            "no links", "variables that look like options", POD, "enableServiceLinks", is(false)),
        required("restarted", "KL restart-policy", POD, "restartPolicy", is("Always")),
        required("not root", USER, POD, "securityContext runAsNonRoot", is(true)),
        required("user", USER, POD, "securityContext runAsUser", is(65532)),
        required("group", USER, POD, "securityContext runAsGroup", is(65532)),
        required("file group", USER, POD, "securityContext fsGroup", is(65532)),
        required(
            "file group once",
            "quick starts",
            POD,
            "securityContext fsGroupChangePolicy",
            is("OnRootMismatch")),
        required(
            "seccomp",
            "PSA restricted",
            POD,
            "securityContext seccompProfile type",
            is("RuntimeDefault")),
        forbidden("no host network", NODE, POD, "hostNetwork"),
        forbidden("no host processes", NODE, POD, "hostPID"),
        forbidden("no host IPC", NODE, POD, "hostIPC"),
        forbidden("no shared processes", "a container sees itself", POD, "shareProcessNamespace"),
        forbidden("no other containers", "these rules read the first", POD, "initContainers"),
        each(
            "one container",
            "these rules read the first",
            POD,
            pod -> pod.path("containers").size() == 1),
        each(
            "no paths of the node",
            NODE + "; PSA volume types",
            POD,
            pod ->
                pod.path("volumes")
                    .valueStream()
                    .allMatch(volume -> volume.has("emptyDir") || volume.has("secret"))),
        required(
            "room to write",
            "KL no-read-only-root-fs needs it: H3 unpacks native code",
            POD,
            "volumes [tmp] emptyDir sizeLimit",
            matches("[0-9]+Mi")),
        required(
            "two dots make a whole name",
            "KL dnsconfig-options",
            POD,
            "dnsConfig options [ndots] value",
            is("2")),
        required(
            "zones",
            SPREAD,
            POD,
            "topologySpreadConstraints [0] topologyKey",
            is("topology.kubernetes.io/zone")),
        required("zones evenly", SPREAD, POD, "topologySpreadConstraints [0] maxSkew", is(1)),
        required(
            "zones or not at all",
            SPREAD,
            POD,
            "topologySpreadConstraints [0] whenUnsatisfiable",
            is("ScheduleAnyway")),
        required(
            "zones of the mesh",
            SPREAD,
            POD,
            "topologySpreadConstraints [0] " + ours(),
            is("faremesh")),
        required(
            "zones by rollout",
            "an old pod does not count",
            POD,
            "topologySpreadConstraints [0] matchLabelKeys",
            list("app.kubernetes.io/name", "pod-template-hash")),
        required(
            "nodes",
            SPREAD,
            POD,
            "topologySpreadConstraints [1] topologyKey",
            is("kubernetes.io/hostname")),
        required("nodes evenly", SPREAD, POD, "topologySpreadConstraints [1] maxSkew", is(1)),
        required(
            "nodes or not at all",
            SPREAD,
            POD,
            "topologySpreadConstraints [1] whenUnsatisfiable",
            matches("ScheduleAnyway|DoNotSchedule")),
        required(
            "nodes of the mesh",
            SPREAD,
            POD,
            "topologySpreadConstraints [1] " + ours(),
            is("faremesh")),
        required(
            "nodes by rollout",
            "an old pod does not count",
            POD,
            "topologySpreadConstraints [1] matchLabelKeys",
            list("app.kubernetes.io/name", "pod-template-hash")),
        required(
            "apart by node",
            APART,
            POD,
            TERM + "podAffinityTerm topologyKey",
            is("kubernetes.io/hostname")),
        required("apart with weight", APART, POD, TERM + "weight", between(1, 100)),
        required(
            "apart in the mesh", APART, POD, TERM + "podAffinityTerm " + ours(), is("faremesh")),
        required(
            "apart from its like",
            APART,
            POD,
            TERM + "podAffinityTerm matchLabelKeys",
            list("app.kubernetes.io/name")));
  }

  private static String label(String name) {
    return "app.kubernetes.io/" + name;
  }

  private static String ours() {
    return "labelSelector matchLabels app.kubernetes.io/part-of";
  }
}
