package dev.faremesh.lab.chain;

import dev.faremesh.lab.scenario.Guard;
import dev.faremesh.lab.scenario.ProtectionSet;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.v1.ClearFaultsRequest;
import dev.faremesh.mesh.v1.Fault;
import dev.faremesh.mesh.v1.FaultServiceGrpc;
import dev.faremesh.mesh.v1.InjectFaultRequest;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import dev.faremesh.mesh.v1.ProtectionSwitch;
import dev.faremesh.mesh.v1.SwitchProtectionRequest;
import dev.faremesh.mesh.v1.UpdateFaultRequest;
import io.grpc.Channel;
import java.util.concurrent.TimeUnit;

/** What is said to one server of a chain, through FaultService and MeshService. */
public final class Controls implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final ServerName server;
  private final MeshChannel channel;

  Controls(ServerName server, String address, EventLoop loop) {
    this.server = server;
    this.channel = MeshChannel.open(address, loop);
  }

  public ServerName server() {
    return server;
  }

  /** For other calls. */
  public Channel channel() {
    return channel.layers();
  }

  /**
   * Switches every protection to what a set says.
   *
   * @throws io.grpc.StatusRuntimeException when the server does not do so
   */
  public void protect(ProtectionSet set) {
    for (Guard guard : Guard.values()) {
      guard
          .inMesh()
          .ifPresent(protection -> {
            var state =
                ProtectionSwitch.newBuilder().setProtection(protection).setOn(set.has(guard));
            var _ =
                MeshServiceGrpc.newBlockingStub(channel.layers())
                    .withWaitForReady() // it may have been restarted just now
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .switchProtection(
                        SwitchProtectionRequest.newBuilder().setProtection(state).build());
          });
    }
  }

  /** Injects a fault. */
  public void inject(Fault fault) {
    var _ = faults().injectFault(InjectFaultRequest.newBuilder().setFault(fault).build());
  }

  /** Changes the queue of a fault that is in force. */
  public void update(Fault fault) {
    var _ = faults().updateFault(UpdateFaultRequest.newBuilder().setFault(fault).build());
  }

  /** Ends a fault. */
  public void clear(String faultId) {
    var _ = faults().clearFaults(ClearFaultsRequest.newBuilder().setFaultId(faultId).build());
  }

  private FaultServiceGrpc.FaultServiceBlockingStub faults() {
    return FaultServiceGrpc.newBlockingStub(channel.layers())
        .withWaitForReady()
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.close();
  }
}
