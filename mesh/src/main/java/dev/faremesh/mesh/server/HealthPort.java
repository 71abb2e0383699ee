package dev.faremesh.mesh.server;

import dev.faremesh.mesh.serving.ConnectionPolicy;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A second port, for what watches over a process and holds no certificate, such as a kubelet. It is
 * plaintext, answers {@code grpc.health.v1.Health} and nothing else, and tells apart three
 * questions:
 *
 * <ul>
 *   <li>{@code startup}: has it ever been ready?
 *   <li>{@code liveness}: does the event loop, which serves both ports, still answer?
 *   <li>{@code readiness}: should it get calls? No before it is warm, and no once it drains.
 * </ul>
 *
 * None of them asks a dependency: restarting a server does not mend another.
 */
final class HealthPort implements AutoCloseable {
  private static final String STARTUP = "startup";
  private static final String LIVENESS = "liveness";
  private static final String READINESS = "readiness";
  private static final int MAX_BYTES = 1024; // of a message that names one service
  private static final int CONNECTIONS = 64;
  private static final int CALLS = 8;

  private final HealthStatusManager health;
  private final Server server;

  private HealthPort(HealthStatusManager health, Server server) {
    this.health = health;
    this.server = server;
  }

  /**
   * Starts to listen: live, and neither started nor ready.
   *
   * @throws IOException when the address cannot be had
   */
  static HealthPort start(InetSocketAddress address, EventLoop loop) throws IOException {
    var health = new HealthStatusManager();
    health.setStatus(STARTUP, ServingStatus.NOT_SERVING);
    health.setStatus(LIVENESS, ServingStatus.SERVING);
    var server =
        TransportLimits.on(
                NettyServerBuilder.forAddress(address),
                ConnectionPolicy.DEFAULT,
                new ConnectionLimit(CONNECTIONS))
            .bossEventLoopGroup(loop.group())
            .workerEventLoopGroup(loop.group())
            .directExecutor()
            .maxInboundMessageSize(MAX_BYTES)
            .maxConcurrentCallsPerConnection(CALLS)
            .addService(health.getHealthService())
            .build();
    var port = new HealthPort(health, server);
    port.sayReady(ServingStatus.NOT_SERVING);
    server.start();
    return port;
  }

  /** Everything is warm. */
  void ready() {
    health.setStatus(STARTUP, ServingStatus.SERVING);
    sayReady(ServingStatus.SERVING);
  }

  /** It should get no more calls. */
  void drain() {
    sayReady(ServingStatus.NOT_SERVING);
  }

  private void sayReady(ServingStatus status) {
    health.setStatus(READINESS, status);
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
