package dev.faremesh.lab.relay;

import dev.faremesh.lab.v1.RelayRequest;
import dev.faremesh.lab.v1.RelayServiceGrpc;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.call.Protection;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.MeshServer;
import io.grpc.ClientInterceptors;
import java.util.List;
import java.util.Optional;

/** Starts a relay: what {@code main} and the tests both call. */
public final class RelayServer {
  private static final RelayRequest REHEARSED =
      RelayRequest.newBuilder().setKey("rehearsal").build();

  private RelayServer() {}

  /**
   * Starts a relay that is warm and says SERVING, whether its dependencies are there or not.
   *
   * @return the running server; closing it closes all that was started
   * @throws java.io.UncheckedIOException when the address cannot be had
   * @throws IllegalArgumentException when a target is no gRPC name
   */
  public static MeshServer start(RelaySettings settings) {
    var node = MeshNode.start("relay", settings.server());
    try {
      return start(settings, node);
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  private static MeshServer start(RelaySettings settings, MeshNode node) {
    var below =
        settings.dependencies().stream()
            .map(dependency -> reader(dependency, settings.naiveAttempts(), node))
            .toList();
    var validator = RequestValidator.warmed(List.of(RelayRequest.getDescriptor()));
    // What is rehearsed cold says nothing of dependencies.
    node.switches().set(Protection.BREAKER, false);
    var server =
        node.serve(_ -> Optional.empty(), validator, List.of(new RelayRpc(below)))
            .rehearse(self -> RelayServiceGrpc.newBlockingStub(self).relay(REHEARSED));
    node.switches().set(Protection.BREAKER, true);
    return server.ready();
  }

  private static HopReader reader(Dependency dependency, int naiveAttempts, MeshNode node) {
    var channel = open(dependency, node);
    var naive =
        new NaiveRetries(naiveAttempts, () -> !node.switches().on().contains(Protection.RETRY));
    return new HopReader(
        dependency.name(),
        ClientInterceptors.intercept(channel.layers(), naive), // each attempt meets all layers
        channel.edge(),
        node.loop().afterThisRun());
  }

  private static MeshChannel open(Dependency dependency, MeshNode node) {
    try {
      return node.open(dependency.name(), dependency.target());
    } catch (IllegalArgumentException e) {
      throw dependency.badTarget();
    }
  }
}
