package dev.faremesh.mesh.call;

import dev.faremesh.mesh.ManualTimer;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.test.v1.EchoServiceGrpc;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/** A scripted callee on real Netty, and a channel to it with all layers, whose clock is moved. */
final class LayeredCallee implements AutoCloseable {
  final ScriptedServer callee;
  final Edge edge;
  final Channel channel;
  final EchoServiceGrpc.EchoServiceBlockingStub stub;
  final ManualTimer clock = new ManualTimer();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ManagedChannel connections;

  LayeredCallee(String caller, Connection connection) {
    try {
      callee = new ScriptedServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    edge =
        new Edge(
            "callee",
            "in this process",
            caller,
            Policies.ofContracts(),
            new Timing(clock, System::nanoTime, timer, RandomGenerator.of("L64X128MixRandom")),
            Switches.allOn(),
            connection);
    connections =
        NettyChannelBuilder.forAddress("127.0.0.1", callee.port())
            .usePlaintext()
            .directExecutor()
            .build();
    channel = ClientLayers.around(connections, edge);
    stub = EchoServiceGrpc.newBlockingStub(channel);
  }

  MethodState guarded() {
    return edge.stateOf(EchoServiceGrpc.getGuardedMethod());
  }

  MethodState guardedWatch() {
    return edge.stateOf(EchoServiceGrpc.getGuardedWatchMethod());
  }

  @Override
  public void close() {
    connections.shutdownNow();
    callee.close();
    timer.shutdownNow();
  }
}
