package dev.faremesh.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people get wrong is told by the rule that is meant for it. */
@NeedsKubectl
class WrongValueTest {
  private static final String POD = "spec template spec ";
  private static final String CONTAINER = POD + "containers [server] ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // a drain that does not add up
        "Deployment/pricing-server | pod terminationGracePeriodSeconds | 20 | a stop has time",
        "Deployment/demand-server | container env [DEMAND_DRAIN_HOLD] value | '20s' | a stop has"
            + " time",
        "Deployment/demand-server | container env [DEMAND_DRAIN_HOLD] value | '1s' | a stop has"
            + " time",
        // what the servers would not understand, or not open
        "Deployment/supply-server | container env [SUPPLY_DRAIN_HOLD] name | 'SUPPLY_DRAIN_HOLDS' |"
            + " variables are options",
        "Deployment/supply-server | container env [SUPPLY_DRAIN_HOLD] name | 'DEMAND_DRAIN_HOLD' |"
            + " variables are options",
        "Deployment/supply-server | container env [SUPPLY_DRAIN_HOLD] value | 'soon' | options"
            + " parse",
        "Deployment/supply-server | container env [SUPPLY_HOST] value | '127.0.0.1' | listens"
            + " beyond itself",
        "Deployment/supply-server | container env [SUPPLY_CONNECTION_AGE] value | '10m' |"
            + " connections end",
        "Deployment/supply-server | container livenessProbe grpc port | 50051 | ports are opened",
        "Deployment/supply-server | container env [SUPPLY_PORT] value | '50052' | ports are opened",
        "Deployment/supply-server | container args | ['--faults'] | options parse",
        "Deployment/supply-server | container env [SUPPLY_HOST] name | 'SUPPLY_FAULTS' | nothing of"
            + " tests",
        // a cache that was made for other flags
        "Deployment/supply-server | container env [JDK_JAVA_OPTIONS] value | '-XX:+UseG1GC"
            + " -XX:MaxRAMPercentage=70' | the image's flags stay",
        "Deployment/supply-server | container env [JDK_JAVA_OPTIONS] value |"
            + " '-XX:-UseCompactObjectHeaders' | the image's flags stay",
        "Deployment/supply-server | container env [JDK_JAVA_OPTIONS] value |"
            + " '-XX:AOTCache=/tmp/mine.aot' | the image's flags stay",
        // a network that is too wide
        "NetworkPolicy/pricing-server | spec egress | [{}] | calls go out to targets alone",
        "NetworkPolicy/supply-server | spec ingress | [{}] | calls come in from callers alone",
        "NetworkPolicy/supply-server | spec podSelector | {} | calls come in from callers alone",
        "NetworkPolicy/supply-server | spec podSelector | {'matchExpressions': [{'key':"
            + " 'app.kubernetes.io/part-of', 'operator': 'Exists'}]} | policies are read whole",
        "NetworkPolicy/supply-server | spec ingress | [{'from': [{'podSelector': {'matchLabels':"
            + " {'app.kubernetes.io/name': 'pricing-server'}}}], 'ports': [{'protocol': 'TCP',"
            + " 'port': 50051, 'endPort': 60000}]}] | policies are read whole",
        "NetworkPolicy/clients | spec ingress | [{'from': [{'namespaceSelector':"
            + " {'matchExpressions': [{'key': 'faremesh.dev/client', 'operator': 'Exists'}]}}],"
            + " 'ports': [{'protocol': 'TCP', 'port': 'grpc'}]}] | policies are read whole",
        "NetworkPolicy/default-deny | spec ingress | [{}] | all is denied by default",
        "Deployment/pricing-server | container env [PRICING_SUPPLY_TARGET] value |"
            + " 'dns:///suply-server.faremesh.svc.cluster.local:50051' | targets are services",
        "NetworkPolicy/telemetry | spec egress [0] to [0] namespaceSelector | {} | calls go out to"
            + " targets alone",
        "NetworkPolicy/telemetry | spec egress [0] ports [0] port | 4317 | calls go out to targets"
            + " alone",
        "Deployment/supply-server | container env [SUPPLY_OTLP_ENDPOINT] value |"
            + " 'otel-collector:4318' | options parse",
        "Deployment/supply-server | container env [SUPPLY_OTLP_ENDPOINT] value |"
            + " 'http://otel-collector.elsewhere.svc.cluster.local:4318' | calls go out to targets"
            + " alone",
        // selectors and scale
        "Service/supply-server | spec selector app.kubernetes.io/name | 'demand-server' | service"
            + " selects its pods",
        "PodDisruptionBudget/supply-server | spec selector matchLabels app.kubernetes.io/name |"
            + " 'demand-server' | budget selects its pods",
        "Service/supply-server | spec type | 'LoadBalancer' | inside alone",
        "Deployment/supply-server | spec replicas | 3 | supply is one",
        "HorizontalPodAutoscaler/pricing-server | spec minReplicas | 1 | at least three",
        // images and secrets
        "Deployment/supply-server | container image | 'faremesh/supply-server:latest' | image by"
            + " digest",
        "Deployment/supply-server | container env [SUPPLY_HOST] name | 'SUPPLY_SECRET' | no secret"
            + " in a variable",
        "Deployment/supply-server | container envFrom | [{'secretRef': {'name': 'quote-keys'}}] |"
            + " no secret in a variable",
        // what no schema knows
        "Deployment/supply-server | pod hostUsrs | false | schema",
        "Service/supply-server | spec clusterIp | 'None' | schema",
        "GRPCRoute/pricing-server | spec hostname | 'fares.example.com' | schema",
        "GRPCRoute/pricing-server | spec rules | [{'backendRefs': [{'name': 'pricing-server',"
            + " 'port': 50053}]}] | whole rules",
        "Namespace/faremesh | metadata labels pod-security.kubernetes.io/enforce | 'baseline' |"
            + " enforced"
      })
  void isTold(String object, String field, String value, String rule)
      throws JsonProcessingException {
    var manifests = Overlay.GATEWAY.rendered();
    int index =
        IntStream.range(0, manifests.objects().size())
            .filter(i -> Manifests.id(manifests.objects().get(i)).equals(object))
            .findFirst()
            .orElseThrow();
    var json = value(value);
    var wrong = manifests.changed(index, mutant -> path(field).setIn(mutant, json));
    assertThat(Policy.of(Overlay.GATEWAY))
        .filteredOn(each -> each.violations(wrong).findAny().isPresent())
        .extracting(Rule::name)
        .contains(rule);
  }

  private static FieldPath path(String field) {
    return FieldPath.of(field.replaceFirst("^container ", CONTAINER).replaceFirst("^pod ", POD));
  }

  private static JsonNode value(String json) throws JsonProcessingException {
    return new JsonMapper().readTree(json.replace('\'', '"'));
  }
}
