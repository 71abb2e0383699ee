package dev.faremesh.mesh.serving;

import dev.faremesh.mesh.ManualTimer;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.access.AccessLayer;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.call.Timing;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.v1.GetEdgesRequest;
import dev.faremesh.mesh.v1.GetEdgesResponse;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import dev.faremesh.test.v1.EchoRequest;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The layers around a service on real Netty, with a clock that stands still, and a client of the
 * public: one without any layer.
 */
final class LayeredServer implements AutoCloseable {
  static final RequestValidator VALIDATOR =
      RequestValidator.warmed(List.of(EchoRequest.getDescriptor()));

  final ManualTimer timer = new ManualTimer();
  final Switches switches = Switches.allOn();
  final ServedCalls served;
  final ServingLayers layers;
  final ManagedChannel client;
  private final Instant begin = timer.instant();
  private final Server server;

  LayeredServer(EchoServiceGrpc.EchoServiceImplBase service) {
    this(service, ServingPolicy.DEFAULT, () -> 0L);
  }

  LayeredServer(
      EchoServiceGrpc.EchoServiceImplBase service,
      ServingPolicy policy,
      RandomGenerator random,
      ServerInterceptor... innermost) {
    served = new ServedCalls(policy.maxCalls());
    var timing = new Timing(timer, this::nanos, timer, random);
    layers =
        new ServingLayers(
            failure -> Optional.empty(),
            policy,
            VALIDATOR,
            List.of(innermost),
            new ServingLayers.Shared(
                Policies.ofContracts(), switches, timing, served, AccessLayer.forEverybody()));
    server = start(service);
    client =
        NettyChannelBuilder.forAddress("127.0.0.1", port()).directExecutor().usePlaintext().build();
  }

  private Server start(EchoServiceGrpc.EchoServiceImplBase service) {
    try {
      return NettyServerBuilder.forAddress(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .directExecutor()
          .addService(layers.around(service))
          .addService(layers.aroundControl(new Control()))
          .addService(
              layers.aroundHealth(new HealthStatusManager().getHealthService().bindService()))
          .addService(layers.aroundReflection(ProtoReflectionServiceV1.newInstance().bindService()))
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long nanos() {
    return Duration.between(begin, timer.instant()).toNanos();
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.shutdownNow();
  }

  private static final class Control extends MeshServiceGrpc.MeshServiceImplBase {
    @Override
    public void getEdges(GetEdgesRequest request, StreamObserver<GetEdgesResponse> out) {
      out.onNext(GetEdgesResponse.getDefaultInstance());
      out.onCompleted();
    }
  }
}
