package dev.faremesh.system;

import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.mesh.server.ChannelSettings;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.tls.TlsFiles;
import dev.faremesh.mesh.tls.TlsMaterial;
import dev.faremesh.pricing.v1.PricingServiceGrpc;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Stubs to every server of a mesh; feeds wait for a server that is being restarted. */
final class Clients implements AutoCloseable {
  private final EventLoop loop = EventLoop.start(1);
  private final Map<Peer, MeshChannel> channels = new EnumMap<>(Peer.class);

  private final Optional<TlsMaterial> proof;

  Clients(Mesh mesh) {
    this(mesh.files("fare"), mesh::address);
  }

  /**
   * To servers that are found there.
   *
   * @param files of who calls; empty: in clear text
   */
  Clients(Optional<TlsFiles> files, Function<Peer, String> targets) {
    this.proof = files.map(own -> TlsMaterial.open(own, InstantSource.system(), loop.timer()));
    for (Peer peer : Peer.values()) {
      channels.put(peer, open(targets.apply(peer)));
    }
  }

  /** A channel to some server of the mesh; its user closes it. */
  MeshChannel open(String address) {
    var settings = ChannelSettings.WHATEVER_HEALTH_SAYS;
    return MeshChannel.open(
        address, loop, proof.map(own -> settings.with(own.calling())).orElse(settings));
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

  /**
   * Asks again when the deadline of the contract was too short for a cold process; the test's
   * timeout is the bound. A repeated request has the same request id.
   */
  static <T> T answered(Supplier<T> call) {
    while (true) {
      try {
        return call.get();
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Status.Code.DEADLINE_EXCEEDED) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    channels.values().forEach(MeshChannel::close);
    proof.ifPresent(TlsMaterial::close);
    loop.close();
  }
}
