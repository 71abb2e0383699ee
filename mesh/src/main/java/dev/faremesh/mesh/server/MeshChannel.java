package dev.faremesh.mesh.server;

import dev.faremesh.mesh.call.ClientLayers;
import dev.faremesh.mesh.call.Connection;
import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.call.Timing;
import dev.faremesh.mesh.policy.Policies;
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

  private final Edge edge;

  private MeshChannel(
      String name,
      String target,
      String caller,
      EventLoop loop,
      Policies policies,
      Switches switches,
      ManagedChannel connections) {
    this.loop = loop;
    this.connections = connections;
    this.edge =
        new Edge(
            name,
            target,
            caller,
            policies,
            Timing.system(loop.timer()),
            switches,
            new Reconnection());
    this.layers = ClientLayers.around(connections, edge);
  }

  /**
   * Opens a channel. It connects when it is first used, and again within a second of each failure
   * for as long as it is used.
   *
   * @param target a gRPC name, such as {@code dns:///supply:50051} or {@code 127.0.0.1:50051}
   */
  public static MeshChannel open(String target, EventLoop loop) {
    return open(target, target, "", loop, Policies.ofContracts(), Switches.allOn());
  }

  static MeshChannel open(
      String name,
      String target,
      String caller,
      EventLoop loop,
      Policies policies,
      Switches switches) {
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
    var channel = new MeshChannel(name, target, caller, loop, policies, switches, connections);
    channel.watchConnection();
    return channel;
  }

  /** What stubs are made of. */
  public io.grpc.Channel layers() {
    return layers;
  }

  /** What is known of the other server. */
  public Edge edge() {
    return edge;
  }

  private final class Reconnection implements Connection {
    @Override
    public void hurry() {
      // A breaker probes at most once in its open time; not under its lock.
      loop.timer().execute(connections::resetConnectBackoff);
    }

    @Override
    public long notReadyNanos() {
      return 0;
    }

    @Override
    public String state() {
      return connections.getState(false).name();
    }
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
