package dev.faremesh.cli.fault;

import dev.faremesh.cli.FakeDemand;
import dev.faremesh.cli.FakeMesh;
import dev.faremesh.cli.FakePricing;
import dev.faremesh.cli.FakeSupply;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.demand.v1.GetDemandRequest;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.mesh.server.ServerSettings.Controls;
import dev.faremesh.mesh.v1.ActiveFault;
import dev.faremesh.mesh.v1.FaultServiceGrpc;
import dev.faremesh.mesh.v1.ListFaultsRequest;
import io.grpc.BindableService;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Three fake servers on real connections, of which some allow faults, and a {@code fare}. */
final class FaultyMesh implements AutoCloseable {
  private static final RequestValidator VALIDATOR =
      RequestValidator.warmed(List.of(GetDemandRequest.getDescriptor()));

  private final Map<Peer, MeshServer> servers = new EnumMap<>(Peer.class);
  private final Map<Peer, String> addresses = new EnumMap<>(Peer.class);

  private FaultyMesh(Set<Peer> allowing) {
    for (Peer peer : Peer.values()) {
      var controls = new Controls(allowing.contains(peer), false);
      servers.put(
          peer,
          MeshNode.start("fake", ServerSettings.local(0).with(controls))
              .serve(failure -> Optional.empty(), VALIDATOR, List.of(service(peer)))
              .ready());
      addresses.put(peer, "127.0.0.1:" + server(peer).port());
    }
  }

  private static BindableService service(Peer peer) {
    return switch (peer) {
      case SUPPLY -> new FakeSupply();
      case DEMAND -> new FakeDemand();
      case PRICING -> new FakePricing();
    };
  }

  /** All servers; those that are named allow faults. */
  static FaultyMesh allowing(Peer... peers) {
    return new FaultyMesh(Set.of(peers));
  }

  void stop(Peer peer) {
    server(peer).close();
  }

  /** Where a server listens, or did. */
  String address(Peer peer) {
    return addresses.getOrDefault(peer, "");
  }

  private MeshServer server(Peer peer) {
    return Optional.ofNullable(servers.get(peer)).orElseThrow();
  }

  /** What a server says of its faults. */
  List<ActiveFault> faults(Peer peer) {
    try (var loop = EventLoop.start(1);
        var channel = MeshChannel.open(address(peer), loop)) {
      return FaultServiceGrpc.newBlockingStub(channel.layers())
          .withDeadlineAfter(20, TimeUnit.SECONDS)
          .listFaults(ListFaultsRequest.getDefaultInstance())
          .getFaultsList();
    }
  }

  /** Runs {@code fare} against these servers. */
  FakeMesh.Run fare(String... args) {
    var targets =
        servers.keySet().stream()
            .map(peer -> peer + "=" + address(peer))
            .collect(Collectors.joining(","));
    return FakeMesh.run(Map.of("FARE_TARGET", targets, "FARE_DEADLINE", "20s"), false, args);
  }

  @Override
  public void close() {
    servers.values().forEach(MeshServer::close);
  }
}
