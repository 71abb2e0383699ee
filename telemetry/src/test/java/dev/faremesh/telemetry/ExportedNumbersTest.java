package dev.faremesh.telemetry;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.faremesh.lab.v1.RelayServiceGrpc;
import dev.faremesh.mesh.v1.CallNumbers;
import dev.faremesh.mesh.v1.GetEdgesResponse;
import dev.faremesh.mesh.v1.LatencyNumbers;
import dev.faremesh.mesh.v1.MethodEdge;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a collector has got when a node has stopped, beside what the node said of itself. */
@Timeout(60)
final class ExportedNumbersTest {
  private static final String METHOD = "faremesh.lab.v1.RelayService/Relay";
  private static final Pattern ROW =
      Pattern.compile("\\| `(faremesh\\.[a-z_.]+)` \\| ([^|]+) \\| `([^`]+)` \\| ([^|]*) ?\\|");

  private final Collector collector = Collector.answering();
  private final Map<String, Map<Map<String, String>, Double>> expected = new TreeMap<>();
  private GetEdgesResponse told = GetEdgesResponse.getDefaultInstance();

  @BeforeEach
  void serveAndStop() throws IOException, InterruptedException {
    try (var node = ObservedNode.sendingTo(collector.endpoint())) {
      assertThat(node.call(7)).isEqualTo("OK");
      assertThat(node.failing(Status.UNAVAILABLE).call(1)).isEqualTo("OK"); // at the second attempt
      for (int i = 0; i < 3; i++) {
        node.failing(Status.NOT_FOUND);
      }
      assertThat(node.call(3)).isNotEqualTo("OK");
      assertThat(node.callWithoutTime()).isEqualTo("NO_TIME_LEFT");
      for (int i = 0; i < 60; i++) {
        node.failing(Status.INTERNAL);
      }
      while (!node.call(1).equals("BREAKER_OPEN")) {
        // fails
      }
      read(node);
      told = node.edges();
      collector.requests.drainPermits();
    }
    collector.requests.acquire(); // what is sent at the end
  }

  private static void read(ObservedNode node) {
    var reads = node.self.edge().stateOf(RelayServiceGrpc.getRelayMethod()).reads();
    for (int i = 0; i < 11; i++) {
      reads.fresh(i < 5);
    }
    reads.lastKnown(java.time.Duration.ofMillis(12_500));
    reads.missing();
    reads.missing();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void areThoseOfGetEdges() {
    told.getEdgesList()
        .forEach(edge -> {
          var of = Map.of("faremesh.edge", edge.getName());
          expect("faremesh.client.retries_left", of, edge.getRetriesLeft());
          edge.getMethodsList()
              .forEach(method -> expect(method, with(of, "rpc.method", method.getMethod())));
        });
    expectServing();

    var exported = new TreeMap<String, Map<Map<String, String>, Double>>();
    collector
        .last()
        .metrics()
        .forEach(
            metric -> exported.put(metric.getName(), collector.last().numbers(metric.getName())));
    assertThat(exported).isEqualTo(expected);
  }

  private void expect(MethodEdge method, Map<String, String> of) {
    expect("faremesh.client.calls", of, method.getCalls());
    expect("faremesh.client.attempts", of, method.getAttempts());
    expect("faremesh.client.call.latency", of, method.getCalls().getLatency());
    expect("faremesh.client.attempt.latency", of, method.getAttempts().getLatency());
    var rejections =
        Map.of(
            "deadline", method.getRejectedByDeadline(),
            "limit", method.getRejectedByLimit(),
            "breaker", method.getRejectedByBreaker());
    rejections.forEach((protection, count) ->
        expect("faremesh.client.rejections", with(of, "faremesh.protection", protection), count));
    var states = Map.of("closed", 0, "open", 1, "half_open", 0); // as the last call was told
    states.forEach((state, count) ->
        expect("faremesh.client.breakers", with(of, "faremesh.breaker.state", state), count));
    expect("faremesh.client.breaker.openings", of, method.getBreaker().getOpened());
    expect("faremesh.client.attempt.limit", of, method.getLimit().getLimit());
    expect("faremesh.client.active_attempts", of, method.getLimit().getUnderWay());
    var reads = method.getReads();
    var answers =
        Map.of(
            "fresh", reads.getFresh() - reads.getCoalesced(),
            "coalesced", reads.getCoalesced(),
            "last_known", reads.getLastKnown(),
            "missing", reads.getMissing());
    answers.forEach((answer, count) ->
        expect("faremesh.client.reads", with(of, "faremesh.answer", answer), count));
    expect("faremesh.client.last_known.age", of, seconds(reads.getLastKnownAge()));
  }

  private void expectServing() {
    var serving = told.getServing();
    expect("faremesh.server.calls", Map.of(), serving.getCalls());
    expect("faremesh.server.call.latency", Map.of(), serving.getCalls().getLatency());
    expect("faremesh.server.shed_calls", Map.of(), serving.getShed());
    expect("faremesh.server.call.limit", Map.of(), serving.getLimit().getLimit());
    expect("faremesh.server.active_calls", Map.of(), serving.getLimit().getUnderWay());
  }

  private void expect(String metric, Map<String, String> of, CallNumbers numbers) {
    expect(metric, with(of, "faremesh.outcome", "ok"), numbers.getOk());
    expect(metric, with(of, "faremesh.outcome", "error"), numbers.getTotal() - numbers.getOk());
  }

  private void expect(String metric, Map<String, String> of, LatencyNumbers latency) {
    expect(metric, with(of, "faremesh.quantile", "0.5"), seconds(latency.getP50()));
    expect(metric, with(of, "faremesh.quantile", "0.9"), seconds(latency.getP90()));
    expect(metric, with(of, "faremesh.quantile", "0.99"), seconds(latency.getP99()));
  }

  private void expect(String metric, Map<String, String> of, Number value) {
    expected.computeIfAbsent(metric, absent -> new HashMap<>()).put(of, value.doubleValue());
  }

  private static Map<String, String> with(Map<String, String> some, String key, String value) {
    var more = new TreeMap<>(some);
    more.put(key, value);
    return more;
  }

  private static double seconds(Duration duration) {
    return Durations.toNanos(duration) / 1e9;
  }

  @Test
  void areNotAllZero() {
    var of = with(Map.of("faremesh.edge", "self"), "rpc.method", METHOD);
    var exported = collector.last();
    assertThat(exported.numbers("faremesh.client.calls"))
        .containsEntry(with(of, "faremesh.outcome", "ok"), 8.0);
    assertThat(exported.numbers("faremesh.client.rejections"))
        .containsEntry(with(of, "faremesh.protection", "deadline"), 1.0)
        .containsEntry(with(of, "faremesh.protection", "limit"), 0.0);
    assertThat(
            exported
                .numbers("faremesh.client.rejections")
                .get(with(of, "faremesh.protection", "breaker")))
        .isPositive();
    assertThat(exported.numbers("faremesh.client.last_known.age")).containsEntry(of, 12.5);
  }

  @Test
  void sayWhoseTheyAre() {
    assertThat(collector.last().resource())
        .containsEntry("service.name", "observed-node")
        .hasEntrySatisfying("service.instance.id", id -> assertThat(id).matches("[0-9a-f-]{36}"));
  }

  @Test
  void areThoseOfTheTable() throws IOException {
    var exported = new TreeSet<String>();
    collector
        .last()
        .metrics()
        .forEach(metric ->
            exported.add(
                String.join(
                    " | ",
                    metric.getName(),
                    Exported.kind(metric),
                    metric.getUnit(),
                    attributesOf(metric.getName()))));
    var table = new TreeSet<String>();
    var rows = ROW.matcher(Files.readString(Path.of("../mesh/README.md")));
    while (rows.find()) {
      table.add(
          String.join(
              " | ",
              rows.group(1),
              rows.group(2),
              rows.group(3),
              rows.group(4).strip().replace("`", "")));
    }
    assertThat(table).isEqualTo(exported);
  }

  private String attributesOf(String metric) {
    return collector.last().numbers(metric).keySet().stream()
        .map(Map::keySet)
        .findFirst()
        .orElseThrow()
        .stream()
        .collect(joining(", "));
  }
}
