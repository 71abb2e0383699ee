package dev.faremesh.k8s;

import static dev.faremesh.k8s.Expect.is;
import static dev.faremesh.k8s.Rule.required;
import static dev.faremesh.k8s.Scope.CONTAINER;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who sends numbers, and where: every server where others run a collector. */
final class TelemetryRules {
  private static final String COLLECTOR =
      "http://otel-collector.observability.svc.cluster.local:4318";

  private TelemetryRules() {}

  static List<Rule> of(Overlay overlay) {
    return switch (overlay) {
      case LOCAL -> List.of(); // nobody collects
      case PRODUCTION, GATEWAY ->
          Arrays.stream(ServerProgram.values()).map(TelemetryRules::told).toList();
    };
  }

  private static Rule told(ServerProgram server) {
    return required(
        server + " sends its numbers",
        "whoever runs a mesh sees it",
        CONTAINER.named(server.deployment),
        "env [" + server + "_OTLP_ENDPOINT] value",
        is(COLLECTOR));
  }

  /** Where a server sends its numbers, if anywhere. */
  static Stream<String> endpointsOf(JsonNode server) {
    return ServerProgram.environment(server).entrySet().stream()
        .filter(variable -> variable.getKey().endsWith("_OTLP_ENDPOINT"))
        .map(Map.Entry::getValue);
  }
}
