package dev.faremesh.mesh.server;

import dev.faremesh.mesh.call.ClientLayers;
import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.call.Timing;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A channel to another server, on the event loop of this process, protected as the contracts say.
 */
public final class MeshChannel implements AutoCloseable {
  /** How long a lost connection waits for its next attempt: grpc's own backoff grows to minutes. */
  private static final Duration RECONNECT = Duration.ofSeconds(1);

  private final EventLoop loop;
  private final ManagedChannel connections;
  private final io.grpc.Channel layers;

  private MeshChannel(
      String target, EventLoop loop, Switches switches, ManagedChannel connections) {
    this.loop = loop;
    this.connections = connections;
    var edge =
        new Edge(
            target,
            Timing.system(loop.timer()),
            switches,
            // A breaker probes at most once in its open time; not under its lock.
            () -> loop.timer().execute(connections::resetConnectBackoff));
    this.layers = ClientLayers.around(connections, edge);
  }

  /**
   * Opens a channel. It connects when it is first used, and again within a second of each failure
   * for as long as it is used.
   *
   * @param target a gRPC name, such as {@code dns:///supply:50051} or {@code 127.0.0.1:50051}
   */
  public static MeshChannel open(String target, EventLoop loop) {
    return open(target, loop, Switches.allOn());
  }

  /**
   * Opens a channel whose protections can be switched.
   *
   * @param switches that several channels may share
   */
  public static MeshChannel open(String target, EventLoop loop, Switches switches) {
    var connections =
        NettyChannelBuilder.forTarget(target)
            .eventLoopGroup(loop.group())
            .channelType(NioSocketChannel.class)
            .directExecutor()
            .defaultLoadBalancingPolicy("round_robin")
            .keepAliveTime(30, TimeUnit.SECONDS)
            .keepAliveTimeout(5, TimeUnit.SECONDS)
            .usePlaintext()
            .build();
    var channel = new MeshChannel(target, loop, switches, connections);
    channel.watchConnection();
    return channel;
  }

  /** What stubs are made of. */
  public io.grpc.Channel layers() {
    return layers;
  }

  private void watchConnection() {
    var state = connections.getState(false);
    if (state == ConnectivityState.SHUTDOWN) {
      return;
    }
    if (state == ConnectivityState.TRANSIENT_FAILURE) {
      var _ =
          loop.timer()
              .schedule(
                  connections::resetConnectBackoff, RECONNECT.toMillis(), TimeUnit.MILLISECONDS);
    }
    connections.notifyWhenStateChanged(state, this::watchConnection);
  }

  @Override
  public void close() {
    connections.shutdownNow();
    try {
      connections.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
