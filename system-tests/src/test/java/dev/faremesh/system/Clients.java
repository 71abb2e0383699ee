package dev.faremesh.system;

import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import io.grpc.Channel;
import java.util.EnumMap;
import java.util.Map;

/** Stubs to every server of a mesh; feeds wait for a server that is being restarted. */
final class Clients implements AutoCloseable {
  private final EventLoop loop = EventLoop.start(1);
  private final Map<Peer, MeshChannel> channels = new EnumMap<>(Peer.class);

  Clients(Mesh mesh) {
    for (Peer peer : Peer.values()) {
      channels.put(peer, MeshChannel.open(mesh.address(peer), loop));
    }
  }

  Channel channel(Peer peer) {
    return channels.get(peer).layers();
  }

  SupplyServiceGrpc.SupplyServiceStub supply() {
    return SupplyServiceGrpc.newStub(channel(Peer.SUPPLY)).withWaitForReady();
  }

  DemandServiceGrpc.DemandServiceStub demandStreams() {
    return DemandServiceGrpc.newStub(channel(Peer.DEMAND)).withWaitForReady();
  }

  DemandServiceGrpc.DemandServiceBlockingStub demand() {
    return DemandServiceGrpc.newBlockingStub(channel(Peer.DEMAND));
  }

  PricingServiceGrpc.PricingServiceBlockingStub pricing() {
    return PricingServiceGrpc.newBlockingStub(channel(Peer.PRICING));
  }

  @Override
  public void close() {
    channels.values().forEach(MeshChannel::close);
    loop.close();
  }
}
