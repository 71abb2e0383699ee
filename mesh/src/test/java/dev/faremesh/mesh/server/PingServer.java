package dev.faremesh.mesh.server;

import com.google.protobuf.ByteString;
import dev.faremesh.test.v1.PingRequest;
import dev.faremesh.test.v1.PingResponse;
import dev.faremesh.test.v1.PingServiceGrpc;
import io.grpc.Attributes;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A server on real Netty that answers with its name, or fails as it is told to. */
final class PingServer extends PingServiceGrpc.PingServiceImplBase implements AutoCloseable {
  final AtomicInteger calls = new AtomicInteger();
  final AtomicInteger connections = new AtomicInteger();
  volatile Optional<Status> failure = Optional.empty();
  private final HealthStatusManager health = new HealthStatusManager();
  private final String name;
  private final Server server;

  PingServer(String name) {
    this(name, 0);
  }

  PingServer(String name, int port) {
    this(name, port, builder -> {});
  }

  PingServer(String name, int port, Consumer<NettyServerBuilder> more) {
    this(name, port, more, InsecureServerCredentials.create());
  }

  PingServer(
      String name, int port, Consumer<NettyServerBuilder> more, ServerCredentials credentials) {
    this.name = name;
    var builder =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), credentials)
            .directExecutor()
            .addTransportFilter(new Connections())
            .addService(this)
            .addService(health.getHealthService());
    more.accept(builder);
    try {
      server = builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them, as one target. */
  static String targetOf(PingServer... servers) {
    return Arrays.stream(servers)
        .map(server -> "127.0.0.1:" + server.port())
        .collect(Collectors.joining(",", "static:///", ""));
  }

  PingServer says(ServingStatus status) {
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    return this;
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void ping(PingRequest request, StreamObserver<PingResponse> out) {
    calls.incrementAndGet();
    var failed = failure;
    if (failed.isPresent()) {
      out.onError(failed.get().asRuntimeException());
      return;
    }
    out.onNext(
        PingResponse.newBuilder()
            .setName(name)
            .setFilling(ByteString.copyFrom(new byte[request.getBytes()]))
            .build());
    out.onCompleted();
  }

  /** Never answers. */
  @Override
  public void pingSoon(PingRequest request, StreamObserver<PingResponse> out) {
    calls.incrementAndGet();
  }

  @Override
  public void pingFreely(PingRequest request, StreamObserver<PingResponse> out) {
    ping(request, out);
  }

  @Override
  public void close() {
    try {
      server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Connections extends ServerTransportFilter {
    @Override
    public Attributes transportReady(Attributes attributes) {
      connections.incrementAndGet();
      return attributes;
    }
  }
}
