package dev.faremesh.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What the manifests say of a server's pods.
 *
 * @param environment of its container, without what depends on the size of the pod
 * @param preStop how long a pod waits before it is told to end
 * @param grace how long a pod has to end, preStop included
 */
record PodManifest(Map<String, String> environment, Duration preStop, Duration grace) {
  private static final Path BASE = Project.HOME.resolve("k8s/base");

  PodManifest {
    environment = Map.copyOf(environment);
  }

  static PodManifest of(Peer peer) {
    var every = pod(BASE.resolve("every-server.yaml"));
    var own = pod(BASE.resolve(peer.program() + ".yaml"));
    var environment = new HashMap<String, String>();
    for (JsonNode variable : own.at("/containers/0/env")) {
      environment.put(variable.path("name").asText(), variable.path("value").asText());
    }
    return new PodManifest(
        environment,
        seconds(every.at("/containers/0/lifecycle/preStop/sleep/seconds")),
        seconds(every.path("terminationGracePeriodSeconds")));
  }

  private static Duration seconds(JsonNode number) {
    if (!number.isInt()) {
      throw new IllegalStateException("seconds: '%s' (expected: a number)".formatted(number));
    }
    return Duration.ofSeconds(number.intValue());
  }

  /** The pod of the one deployment of a file. */
  private static JsonNode pod(Path file) {
    var mapper = new YAMLMapper();
    try (var documents = mapper.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      return documents.readAll().stream()
          .filter(document -> document.path("kind").asText().equals("Deployment"))
          .map(deployment -> deployment.at("/spec/template/spec"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
