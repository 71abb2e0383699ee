package dev.faremesh.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.mesh.telemetry.EdgeMetrics;
import dev.faremesh.mesh.telemetry.OtlpEndpoint;
import dev.faremesh.mesh.telemetry.ServiceIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A collector that is away or silent is nobody's business but its own. */
@Timeout(60)
final class AbsentCollectorTest {
  private static final ServiceIdentity SOMEBODY =
      new ServiceIdentity("somebody", Optional.of("7.11"), "13");

  @Test
  void callsEndAndTheServerStopsWhenNobodyListens() throws IOException {
    try (var node = ObservedNode.sendingTo(nobody())) {
      assertThat(node.call(7)).isEqualTo("OK");
      assertThat(node.edges().getServing().getCalls().getOk()).isEqualTo(7);
    }
  }

  private static OtlpEndpoint nobody() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return OtlpEndpoint.parse("http://127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void callsEndWhileASilentCollectorIsWaitedFor() throws IOException, InterruptedException {
    try (var collector = Collector.silent();
        var node = ObservedNode.sendingNothing();
        var export = OtlpExport.start(collector.endpoint(), SOMEBODY, Duration.ofMillis(10))) {
      EdgeMetrics.observe(export.meters().get("test"), () -> List.of(node.self.edge()));
      collector.requests.acquire();
      assertThat(node.call(7)).isEqualTo("OK");
      assertThat(node.self.edge().methods())
          .extracting(method -> method.counts().snapshot().callsOk())
          .containsExactly(7L);
    }
  }

  @Test
  void theServerStopsBeforeASilentCollectorHasAnswered() throws IOException, InterruptedException {
    try (var collector = Collector.silent()) {
      var node = ObservedNode.sendingTo(collector.endpoint());
      assertThat(node.call(7)).isEqualTo("OK");
      node.close();
      collector.requests.acquire(); // it was asked, and is still silent
    }
  }

  @Test
  void whatIsRefusedAndWhatIsTakenAgainIsSaidOnceEach() throws InterruptedException {
    try (var log = new Log();
        var collector = Collector.answering()) {
      collector.answersWith(503);
      try (var export = OtlpExport.start(collector.endpoint(), SOMEBODY, Duration.ofMillis(10))) {
        export.meters().get("test").counterBuilder("eleven").buildWithCallback(c -> c.record(11));
        collector.requests.acquire(3);
        collector.answersWith(200);
        collector.requests.acquire(3);
      }
      assertThat(log.said)
          .containsExactly(
              "WARNING telemetry={0} taken->refused: {1}", "INFO telemetry={0} refused->taken");
    }
  }

  private static final class Log extends Handler implements AutoCloseable {
    final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final Logger logger = Logger.getLogger(ReportedExporter.class.getName());

    Log() {
      logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
      said.add(line.getLevel() + " " + line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
    }
  }
}
