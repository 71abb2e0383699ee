package dev.faremesh.fuzz;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.type.LatLng;
import dev.faremesh.demand.server.DemandServer;
import dev.faremesh.demand.server.DemandSettings;
import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.DemandServiceProto;
import dev.faremesh.demand.v1.GetDemandRequest;
import dev.faremesh.lab.relay.Dependency;
import dev.faremesh.lab.relay.RelayServer;
import dev.faremesh.lab.relay.RelaySettings;
import dev.faremesh.lab.v1.RelayRequest;
import dev.faremesh.lab.v1.RelayServiceGrpc;
import dev.faremesh.lab.v1.RelayServiceProto;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.mesh.v1.ClearFaultsRequest;
import dev.faremesh.mesh.v1.FaultServiceGrpc;
import dev.faremesh.mesh.v1.FaultServiceProto;
import dev.faremesh.mesh.v1.MeshServiceProto;
import dev.faremesh.pricing.server.PricingServer;
import dev.faremesh.pricing.server.PricingSettings;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.pricing.v1.PricingServiceProto;
import dev.faremesh.pricing.v1.QuoteRideRequest;
import dev.faremesh.supply.server.SupplyServer;
import dev.faremesh.supply.server.SupplySettings;
import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import dev.faremesh.supply.v1.SupplyServiceProto;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The three servers in this JVM; a fourth whose faults and protections may be played with: it is
 * another supply server, so that what is done to it does not show in the calls of the others; and
 * two relays of the lab, one before the other.
 */
final class FuzzedMesh implements AutoCloseable {
  /** All services that are ours. */
  static final List<FileDescriptor> CONTRACTS =
      List.of(
          SupplyServiceProto.getDescriptor(),
          DemandServiceProto.getDescriptor(),
          PricingServiceProto.getDescriptor(),
          FaultServiceProto.getDescriptor(),
          MeshServiceProto.getDescriptor(),
          RelayServiceProto.getDescriptor());

  private static final Logger LOG = Logger.getLogger("dev.faremesh");
  private static final String CELL = "882a100d67fffff";
  private static final LatLng PLACE =
      LatLng.newBuilder().setLatitude(40.758).setLongitude(-73.9855).build();

  private final MeshServer supply;
  private final MeshServer demand;
  private final MeshServer pricing;
  private final MeshServer controlled;
  private final MeshServer leaf;
  private final MeshServer relay;
  private final Map<String, Peer> peers = new HashMap<>();

  /** A server, and how to see that it is well: by a call that must succeed. */
  private record Peer(ManagedChannel channel, Consumer<ManagedChannel> goodCall) {}

  FuzzedMesh(InstantSource clock, Optional<Path> quoteKeys) {
    LOG.setLevel(Level.WARNING); // each fault that is injected would be told
    supply = SupplyServer.start(new SupplySettings(local()), clock);
    demand =
        DemandServer.start(
            new DemandSettings(local(), Duration.ofMinutes(5), Map.of(), quoteKeys), clock);
    pricing =
        PricingServer.start(
            new PricingSettings(
                local(), address(supply), address(demand), quoteKeys, Optional.empty()),
            clock);
    controlled =
        SupplyServer.start(
            new SupplySettings(local().with(new ServerSettings.Controls(true, true, true))), clock);
    leaf = RelayServer.start(new RelaySettings(local(), List.of(), 1));
    relay =
        RelayServer.start(
            new RelaySettings(local(), List.of(new Dependency("leaf", address(leaf))), 1));
    add(SupplyServiceProto.getDescriptor(), supply, FuzzedMesh::getSupply);
    add(DemandServiceProto.getDescriptor(), demand, FuzzedMesh::getDemand);
    add(PricingServiceProto.getDescriptor(), pricing, FuzzedMesh::quoteRide);
    add(FaultServiceProto.getDescriptor(), controlled, FuzzedMesh::getSupplyWithoutFaults);
    add(MeshServiceProto.getDescriptor(), controlled, FuzzedMesh::getSupplyWithoutFaults);
    add(RelayServiceProto.getDescriptor(), relay, FuzzedMesh::relay);
  }

  private static ServerSettings local() {
    return ServerSettings.local(0)
        .with(new ServerSettings.Drain(Duration.ZERO, Duration.ZERO))
        .with(new ServerSettings.Controls(false, false, true));
  }

  private static String address(MeshServer server) {
    return "127.0.0.1:" + server.port();
  }

  private void add(FileDescriptor contract, MeshServer server, Consumer<ManagedChannel> goodCall) {
    var channel =
        Grpc.newChannelBuilder(address(server), InsecureChannelCredentials.create())
            .directExecutor()
            .build();
    contract
        .getServices()
        .forEach(service -> peers.put(service.getFullName(), new Peer(channel, goodCall)));
  }

  /** To the server that answers for a method. */
  ManagedChannel channel(MethodDescriptor method) {
    return peer(method).channel();
  }

  /** Fails unless the server that answers for a method is well. */
  void requireWell(MethodDescriptor method) {
    peer(method).goodCall().accept(peer(method).channel());
  }

  private Peer peer(MethodDescriptor method) {
    var name = method.getService().getFullName();
    return Optional.ofNullable(peers.get(name))
        .orElseThrow(() -> new IllegalArgumentException(name + " (expected: one of ours)"));
  }

  private static void getSupply(ManagedChannel channel) {
    var request =
        GetSupplyRequest.newBuilder().setCity("nyc").setProduct("standard").addCells(CELL).build();
    var _ =
        SupplyServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(10, TimeUnit.SECONDS)
            .getSupply(request);
  }

  private static void getDemand(ManagedChannel channel) {
    var request =
        GetDemandRequest.newBuilder().setCity("nyc").setProduct("standard").addCells(CELL).build();
    var _ =
        DemandServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(10, TimeUnit.SECONDS)
            .getDemand(request);
  }

  private static void quoteRide(ManagedChannel channel) {
    var request =
        QuoteRideRequest.newBuilder()
            .setCity("nyc")
            .setProduct("standard")
            .setPickup(PLACE)
            .setDropoff(PLACE)
            .setAllowBaseFare(true)
            .build();
    var _ =
        PricingServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(10, TimeUnit.SECONDS)
            .quoteRide(request);
  }

  private static void getSupplyWithoutFaults(ManagedChannel channel) {
    var _ =
        FaultServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(10, TimeUnit.SECONDS)
            .clearFaults(ClearFaultsRequest.getDefaultInstance());
    getSupply(channel);
  }

  private static void relay(ManagedChannel channel) {
    var _ =
        RelayServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(10, TimeUnit.SECONDS)
            .relay(RelayRequest.newBuilder().setKey("seven").build());
  }

  @Override
  public void close() {
    peers.values().forEach(peer -> peer.channel().shutdownNow());
    pricing.close();
    demand.close();
    supply.close();
    controlled.close();
    relay.close();
    leaf.close();
  }
}
