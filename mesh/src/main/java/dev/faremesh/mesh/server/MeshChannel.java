package dev.faremesh.mesh.server;

import dev.faremesh.mesh.call.ClientLayers;
import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.call.Switches;
import dev.faremesh.mesh.call.Timing;
import dev.faremesh.mesh.policy.Policies;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * A channel to another server, on the event loop of this process, protected as the contracts say.
 * Its calls go round all addresses of the target.
 *
 * <p>It connects when it is first used, and again within a second of each failure for as long as it
 * is used. A call that no server has processed, because its connection ended in order, is sent
 * again by grpc itself.
 */
public final class MeshChannel implements AutoCloseable {
  private final Edge edge;
  private final ManagedChannel connections;
  private final Channel layers;

  private MeshChannel(Edge edge, ManagedChannel connections, Channel layers) {
    this.edge = edge;
    this.connections = connections;
    this.layers = layers;
  }

  /**
   * Opens a channel for a person or a tool, whatever the health of the server says.
   *
   * @param target a gRPC name, such as {@code 127.0.0.1:50051}, {@code dns:///supply:50051} or
   *     {@code static:///10.0.0.7:50051,10.0.0.11:50051}
   * @throws IllegalArgumentException when the target makes no sense
   */
  public static MeshChannel open(String target, EventLoop loop) {
    return open(target, loop, ChannelSettings.WHATEVER_HEALTH_SAYS);
  }

  /** Likewise, with settings. */
  public static MeshChannel open(String target, EventLoop loop, ChannelSettings settings) {
    return open(target, target, "", loop, Policies.ofContracts(), Switches.allOn(), settings);
  }

  /**
   * Opens a channel with policies and switches of its own.
   *
   * @param name of the other server, for people
   * @param caller what this process calls itself, empty when it is the public
   */
  public static MeshChannel open(
      String name,
      String target,
      String caller,
      EventLoop loop,
      Policies policies,
      Switches switches,
      ChannelSettings settings) {
    var timing = Timing.system(loop.timer());
    var connections = connectionsTo(target, loop, settings);
    var reconnection = Reconnection.of(connections, timing.timer(), timing.nanos());
    var edge = new Edge(name, target, caller, policies, timing, switches, reconnection);
    var explained =
        ClientInterceptors.intercept(
            connections, new TransportErrorLayer(settings.transport().channelMaxMessageBytes()));
    var layers =
        ClientInterceptors.intercept(
            ClientLayers.around(explained, edge),
            new EventLoopGuard(loop)); // above all: it may not wait for any of them
    return new MeshChannel(edge, connections, layers);
  }

  private static ManagedChannel connectionsTo(
      String target, EventLoop loop, ChannelSettings settings) {
    var transport = settings.transport();
    return NettyChannelBuilder.forTarget(asUri(target), settings.credentials())
        .eventLoopGroup(loop.group())
        .channelType(NioSocketChannel.class)
        .directExecutor()
        .defaultServiceConfig(settings.serviceConfig())
        .disableServiceConfigLookUp() // what a caller may do is the contract's to say
        .enableRetry() // grpc's own, of what was never processed; without it none at all
        .keepAliveTime(transport.keepaliveTime().toNanos(), TimeUnit.NANOSECONDS)
        .keepAliveTimeout(5, TimeUnit.SECONDS)
        .maxInboundMessageSize(transport.channelMaxMessageBytes())
        .build();
  }

  /** The brackets of an IPv6 address may not stand in the path of a URI. */
  private static String asUri(String target) {
    return target.contains(":///") ? target.replace("[", "%5B").replace("]", "%5D") : target;
  }

  /** What stubs are made of. */
  public Channel layers() {
    return layers;
  }

  /** What is known of the other server. */
  public Edge edge() {
    return edge;
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

  @Override
  public String toString() {
    return "MeshChannel[%s at %s, %s]"
        .formatted(edge.name(), edge.target(), edge.connection().state());
  }
}
