package dev.faremesh.k8s;

import static dev.faremesh.k8s.Expect.between;
import static dev.faremesh.k8s.Expect.is;
import static dev.faremesh.k8s.Expect.list;
import static dev.faremesh.k8s.Expect.matches;
import static dev.faremesh.k8s.Expect.quantity;
import static dev.faremesh.k8s.Expect.says;
import static dev.faremesh.k8s.Rule.each;
import static dev.faremesh.k8s.Rule.forbidden;
import static dev.faremesh.k8s.Rule.required;
import static dev.faremesh.k8s.Scope.CONTAINER;
import static dev.faremesh.k8s.Scope.POD;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What is asked of a server's container. */
final class ContainerRules {
  private static final String RESOURCES = "KL/PO/KS resources; KU C-0270, C-0271";
  private static final String PROBED = "KL liveness-port, readiness-port, startup-port; explicit";

  private ContainerRules() {}

  static List<Rule> all() {
    return List.of(
        required(
            "no escalation",
            "PSA; KU C-0016",
            CONTAINER,
            "securityContext allowPrivilegeEscalation",
            is(false)),
        required(
            "no privileges", "PSA; KU C-0057", CONTAINER, "securityContext privileged", is(false)),
        required(
            "read-only root",
            "KL no-read-only-root-fs; KU C-0017",
            CONTAINER,
            "securityContext readOnlyRootFilesystem",
            is(true)),
        required(
            "no capabilities",
            "PSA; KL drop-net-raw; KU C-0046, C-0055",
            CONTAINER,
            "securityContext capabilities drop",
            list("ALL")),
        forbidden("none added", "PSA", CONTAINER, "securityContext capabilities add"),
        forbidden("no other user", "PSA; the pod says who", CONTAINER, "securityContext runAsUser"),
        forbidden(
            "no weaker seccomp",
            "PSA; the pod says which",
            CONTAINER,
            "securityContext seccompProfile"),
        required(
            "room to write is /tmp",
            "KL no-read-only-root-fs needs it",
            CONTAINER,
            "volumeMounts [tmp] mountPath",
            is("/tmp")),
        each(
            "no ports of the node",
            "PSA; KU C-0044",
            CONTAINER,
            container ->
                container.path("ports").valueStream().noneMatch(port -> port.has("hostPort"))),
        each(
            "no secret in a variable",
            "KL env-var-secret, read-secret-from-env-var; KU C-0207",
            CONTAINER,
            container ->
                !container.has("envFrom")
                    && container.path("env").valueStream().noneMatch(ContainerRules::exposes)),
        each(
            "values are texts",
            "the API server refuses numbers",
            CONTAINER,
            container ->
                container.path("env").valueStream().allMatch(env -> env.path("value").isTextual())),
        required(
            "CPU asked for", RESOURCES, CONTAINER, "resources requests cpu", matches("[0-9]+m?")),
        required(
            "memory asked for",
            RESOURCES,
            CONTAINER,
            "resources requests memory",
            matches("[0-9]+Mi")),
        required(
            "disk asked for",
            RESOURCES,
            CONTAINER,
            "resources requests ephemeral-storage",
            matches("[0-9]+Mi")),
        required("CPU limited", RESOURCES, CONTAINER, "resources limits cpu", matches("[2-9]")),
        required(
            "memory limited", RESOURCES, CONTAINER, "resources limits memory", matches("[0-9]+Mi")),
        required(
            "disk limited",
            RESOURCES,
            CONTAINER,
            "resources limits ephemeral-storage",
            matches("[0-9]+Mi")),
        each(
            "memory is promised",
            "nobody else's use of it ends ours",
            CONTAINER,
            container ->
                container
                    .at("/resources/requests/memory")
                    .equals(container.at("/resources/limits/memory"))),
        each(
            "no more disk than the limit",
            "an eviction otherwise",
            POD,
            pod ->
                quantity(FieldPath.of("volumes [tmp] emptyDir sizeLimit").in(pod))
                    < quantity(pod.at("/containers/0/resources/limits/ephemeral-storage"))),
        required(
            "heap",
            "the default is a quarter",
            CONTAINER,
            "env [JDK_JAVA_OPTIONS] value",
            says("-XX:MaxRAMPercentage=70")),
        required(
            "out of memory is the end",
            "a half-dead JVM still answers probes",
            CONTAINER,
            "env [JDK_JAVA_OPTIONS] value",
            says("-XX:+ExitOnOutOfMemoryError")),
        each(
            "processors as limited",
            "the JVM's threads follow it",
            CONTAINER,
            container ->
                says("-XX:ActiveProcessorCount=" + container.at("/resources/limits/cpu").asText())
                    .test(FieldPath.of("env [JDK_JAVA_OPTIONS] value").in(container))),
        required("started", PROBED, CONTAINER, "startupProbe grpc service", is("startup")),
        required("started soon", PROBED, CONTAINER, "startupProbe periodSeconds", between(1, 5)),
        required(
            "started in time", PROBED, CONTAINER, "startupProbe timeoutSeconds", between(1, 2)),
        each(
            "a minute to start",
            "a crowded node is slow, and liveness need not wait for it",
            CONTAINER,
            container -> product(container.path("startupProbe")) >= 60),
        required("alive", PROBED, CONTAINER, "livenessProbe grpc service", is("liveness")),
        required("alive often", PROBED, CONTAINER, "livenessProbe periodSeconds", between(5, 20)),
        required("alive in time", PROBED, CONTAINER, "livenessProbe timeoutSeconds", between(1, 2)),
        required(
            "dead for long",
            "a pause is no death",
            CONTAINER,
            "livenessProbe failureThreshold",
            between(3, 6)),
        required("ready", PROBED, CONTAINER, "readinessProbe grpc service", is("readiness")),
        required("ready soon", PROBED, CONTAINER, "readinessProbe periodSeconds", between(1, 5)),
        required(
            "ready in time", PROBED, CONTAINER, "readinessProbe timeoutSeconds", between(1, 2)),
        required(
            "unready soon", PROBED, CONTAINER, "readinessProbe failureThreshold", between(1, 2)),
        required(
            "a moment before the drain",
            "endpoints leave DNS; no shell needed",
            CONTAINER,
            "lifecycle preStop sleep seconds",
            between(5, 10)));
  }

  private static boolean exposes(JsonNode env) {
    return Expect.mentionsSecrets(env.path("name").asText()) || env.has("valueFrom");
  }

  private static int product(JsonNode probe) {
    return probe.path("periodSeconds").asInt() * probe.path("failureThreshold").asInt();
  }
}
