package dev.faremesh.cli.edges;

import dev.faremesh.cli.FakeMesh;
import dev.faremesh.cli.call.Peer;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Three servers that have nothing but a MeshService, and a {@code fare} that asks them. */
final class FakeServers implements AutoCloseable {
  final FakeMeshService supply = new FakeMeshService();
  final FakeMeshService demand = new FakeMeshService();
  final FakeMeshService pricing = new FakeMeshService();
  private final Map<Peer, Server> servers = new EnumMap<>(Peer.class);
  private final Map<Peer, String> addresses = new EnumMap<>(Peer.class);

  FakeServers() throws IOException {
    servers.put(Peer.SUPPLY, serve(supply));
    servers.put(Peer.DEMAND, serve(demand));
    servers.put(Peer.PRICING, serve(pricing));
    servers.forEach((peer, server) -> addresses.put(peer, "127.0.0.1:" + server.getPort()));
  }

  private static Server serve(FakeMeshService service) throws IOException {
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .directExecutor()
        .addService(service)
        .build()
        .start();
  }

  /** The address of a server, which it keeps when it has stopped. */
  String address(Peer peer) {
    return addresses.getOrDefault(peer, "");
  }

  void stop(Peer peer) throws InterruptedException {
    Optional.ofNullable(servers.get(peer)).orElseThrow().shutdownNow().awaitTermination();
  }

  private String targets() {
    return addresses.entrySet().stream()
        .map(named -> named.getKey() + "=" + named.getValue())
        .collect(Collectors.joining(","));
  }

  FakeMesh.Run fare(String... args) {
    return FakeMesh.run(environment(), false, args);
  }

  /** Likewise, on a terminal with colours. */
  FakeMesh.Run fareInColour(String... args) {
    return FakeMesh.run(environment(), true, args);
  }

  private Map<String, String> environment() {
    return Map.of("FARE_TARGET", targets(), "FARE_DEADLINE", "20s");
  }

  @Override
  public void close() {
    servers.values().forEach(Server::shutdownNow);
  }
}
