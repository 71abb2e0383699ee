package dev.faremesh.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.faremesh.mesh.tls.TlsFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the manifests say of a server's pods, as far as a rollout goes by it.
 *
 * @param environment of its container, without what depends on the size of the pod
 * @param minReady how long a pod must have been ready before another goes for it
 * @param preStop how long a pod waits before it is told to end
 * @param grace how long a pod has to end, preStop included
 */
record PodManifest(
    Map<String, String> environment,
    Probe startup,
    Probe readiness,
    Duration minReady,
    Duration preStop,
    Duration grace) {
  private static final Path BASE = Project.HOME.resolve("k8s/base");
  private static final Path MTLS = Project.HOME.resolve("k8s/components/mtls/kustomization.yaml");
  private static final String MOUNTED = "/etc/faremesh/tls/";
  private static final YAMLMapper YAML = new YAMLMapper();

  PodManifest {
    environment = Map.copyOf(environment);
  }

  /**
   * A question that is asked again and again.
   *
   * @param service whose health is asked
   * @param failures so many in a row mean no
   */
  record Probe(String service, Duration period, Duration timeout, int failures) {
    private static Probe of(JsonNode probe) {
      return new Probe(
          probe.at("/grpc/service").asText(),
          seconds(probe.path("periodSeconds")),
          seconds(probe.path("timeoutSeconds")),
          number(probe.path("failureThreshold")));
    }
  }

  static PodManifest of(Peer peer) {
    var every = deployment(BASE.resolve("every-server.yaml"));
    var own = deployment(BASE.resolve(peer.program() + ".yaml"));
    var update = every.at("/strategy/rollingUpdate");
    if (number(update.path("maxSurge")) != 1 || number(update.path("maxUnavailable")) != 0) {
      throw new IllegalStateException(update + " (expected: as a Deployment here rolls)");
    }
    var pod = every.at("/template/spec");
    var container = pod.at("/containers/0");
    return new PodManifest(
        environment(own),
        Probe.of(container.path("startupProbe")),
        Probe.of(container.path("readinessProbe")),
        seconds(every.path("minReadySeconds")),
        seconds(container.at("/lifecycle/preStop/sleep/seconds")),
        seconds(pod.path("terminationGracePeriodSeconds")));
  }

  private static Map<String, String> environment(JsonNode deployment) {
    var environment = new HashMap<String, String>();
    for (JsonNode variable : deployment.at("/template/spec/containers/0/env")) {
      environment.put(variable.path("name").asText(), variable.path("value").asText());
    }
    return environment;
  }

  /**
   * The same, with what component mtls adds.
   *
   * @param files that stand where the secret would be mounted
   */
  PodManifest withMutualTls(Peer peer, TlsFiles files) {
    var mounted =
        Map.of(
            MOUNTED + "tls.crt", files.certificate().orElseThrow().toString(),
            MOUNTED + "tls.key", files.key().orElseThrow().toString(),
            MOUNTED + "ca.crt", files.authorities().orElseThrow().toString());
    var secured = new HashMap<>(environment);
    var added = environment(patch(peer));
    if (!added.values().containsAll(mounted.keySet())) {
      throw new IllegalStateException(added + " (expected: " + mounted.keySet() + ")");
    }
    added.forEach((name, value) -> secured.put(name, mounted.getOrDefault(value, value)));
    return new PodManifest(secured, startup, readiness, minReady, preStop, grace);
  }

  /** The same, but that a pod ends at once when it goes, with whatever calls it has. */
  PodManifest withoutOrderOfStop(Peer peer) {
    var hasty = new HashMap<>(environment);
    hasty.put(peer.name() + "_DRAIN_HOLD", "0s");
    hasty.put(peer.name() + "_DRAIN_GRACE", "0s");
    return new PodManifest(hasty, startup, readiness, minReady, Duration.ZERO, grace);
  }

  private static Duration seconds(JsonNode number) {
    return Duration.ofSeconds(number(number));
  }

  private static int number(JsonNode node) {
    if (!node.isInt()) {
      throw new IllegalStateException("'%s' (expected: a number)".formatted(node));
    }
    return node.intValue();
  }

  /** What the one deployment of a file is to be. */
  private static JsonNode deployment(Path file) {
    return documents(file).stream()
        .filter(document -> document.path("kind").asText().equals("Deployment"))
        .map(deployment -> deployment.path("spec"))
        .findFirst()
        .orElseThrow();
  }

  /** What component mtls makes of a deployment. */
  private static JsonNode patch(Peer peer) {
    return documents(MTLS)
        .getFirst()
        .path("patches")
        .valueStream()
        .map(patch -> document(patch.path("patch").asText()))
        .filter(patch -> patch.at("/metadata/name").asText().equals(peer.program()))
        .map(patch -> patch.path("spec"))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> documents(Path file) {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      return documents.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode document(String text) {
    try {
      return YAML.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
