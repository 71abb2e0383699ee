package dev.faremesh.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.faremesh.mesh.telemetry.OtlpEndpoint;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Takes OTLP on a free port, and answers as it is told to. */
final class Collector implements AutoCloseable {
  private static final int NEVER = 0;

  /** A permit for each request that came. */
  final Semaphore requests = new Semaphore(0);

  private final List<Exported> taken = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile int answer;

  private Collector(int answer) {
    this.answer = answer;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/metrics", this::take);
    server.start();
  }

  static Collector answering() {
    return new Collector(200);
  }

  void answersWith(int status) {
    answer = status;
  }

  /** Takes what is sent, and says nothing until it is closed. */
  static Collector silent() {
    return new Collector(NEVER);
  }

  OtlpEndpoint endpoint() {
    return OtlpEndpoint.parse("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = answer;
      var request = ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody());
      taken.add(new Exported(request));
      requests.release();
      if (status == NEVER) {
        closing.await();
        return;
      }
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What came last: counters are cumulative, so it is all that there is to know. */
  Exported last() {
    return taken.getLast();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }
}
