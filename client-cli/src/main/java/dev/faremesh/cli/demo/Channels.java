package dev.faremesh.cli.demo;

import dev.faremesh.cli.call.Peer;
import dev.faremesh.cli.local.LocalMesh;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import io.grpc.Channel;

/** Connections to the servers of a mesh on this machine. Closed in the reverse order. */
final class Channels implements AutoCloseable {
  private final EventLoop loop = EventLoop.start(1);
  private final MeshChannel supply;
  private final MeshChannel demand;
  private final MeshChannel pricing;

  Channels(LocalMesh mesh) {
    supply = MeshChannel.open(mesh.address(Peer.SUPPLY), loop);
    demand = MeshChannel.open(mesh.address(Peer.DEMAND), loop);
    pricing = MeshChannel.open(mesh.address(Peer.PRICING), loop);
  }

  Channel supply() {
    return supply.layers();
  }

  Channel demand() {
    return demand.layers();
  }

  Channel pricing() {
    return pricing.layers();
  }

  /** The threads of the connections; for timers that do not block. */
  EventLoop loop() {
    return loop;
  }

  @Override
  public void close() {
    pricing.close();
    demand.close();
    supply.close();
    loop.close();
  }
}
