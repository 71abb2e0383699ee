package dev.faremesh.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server as it is shipped has what it needs to send its numbers. */
@Timeout(120)
final class TelemetryIT {
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final HttpServer collector;

  TelemetryIT() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/v1/metrics", this::take);
    collector.start();
  }

  /** Names are readable in protobuf's bytes; what they mean is tested where they are made. */
  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  @Test
  void aServerSendsItsNumbersAndStops() throws IOException, InterruptedException {
    var server =
        new ProcessBuilder(
                Project.java(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                Project.jar(Peer.SUPPLY.program()).toString(),
                "--until-stdin-closes",
                "--port=0",
                "--otlp-endpoint=http://127.0.0.1:" + collector.getAddress().getPort())
            .redirectError(Redirect.INHERIT)
            .start();
    try (var out = server.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).startsWith("ready port=");
      assertThat(requests.take())
          .contains("supply-server", "service.version", "service.instance.id")
          .contains("faremesh.server.calls");
      server.getOutputStream().close();
      assertThat(server.waitFor()).isZero();
    } finally {
      server.destroyForcibly();
    }
  }
}
