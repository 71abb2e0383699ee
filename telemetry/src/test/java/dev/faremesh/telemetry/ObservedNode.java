package dev.faremesh.telemetry;

import dev.faremesh.lab.v1.RelayRequest;
import dev.faremesh.lab.v1.RelayResponse;
import dev.faremesh.lab.v1.RelayServiceGrpc;
import dev.faremesh.lab.v1.RelayServiceProto;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.policy.Overrides;
import dev.faremesh.mesh.policy.Policies;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.mesh.telemetry.OtlpEndpoint;
import dev.faremesh.mesh.v1.GetEdgesRequest;
import dev.faremesh.mesh.v1.GetEdgesResponse;
import dev.faremesh.mesh.v1.MeshServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A real node of a mesh that sends its numbers, and calls its own server over a real connection.
 */
final class ObservedNode implements AutoCloseable {
  private static final String OVERRIDES = // no pause of this machine may end a call
      """
      faremesh.lab.v1.RelayService/Relay.deadline = 20s
      faremesh.lab.v1.RelayService/Relay.attempts.timeout = 15s
      faremesh.lab.v1.RelayService/Relay.breaker.open_for = 30s
      """;

  final MeshNode node;
  final MeshChannel self;
  private final MeshServer server;
  private final Queue<Status> failures = new ConcurrentLinkedQueue<>();

  private ObservedNode(ServerSettings settings) {
    node = MeshNode.start("observed-node", settings);
    var validator = RequestValidator.warmed(List.of(RelayRequest.getDescriptor()));
    server = node.serve(failure -> Optional.empty(), validator, List.of(new Relay())).ready();
    self = node.open("self", "127.0.0.1:" + server.port());
  }

  static ObservedNode sendingTo(OtlpEndpoint endpoint) throws IOException {
    return new ObservedNode(settings().with(endpoint));
  }

  static ObservedNode sendingNothing() throws IOException {
    return new ObservedNode(settings());
  }

  private static ServerSettings settings() throws IOException {
    var file = Files.createTempFile("overrides", ".policy");
    try {
      Files.writeString(file, OVERRIDES);
      var services = RelayServiceProto.getDescriptor().getServices();
      return ServerSettings.local(0)
          .with(Policies.ofContracts().overridden(Overrides.read(file), services));
    } finally {
      Files.delete(file);
    }
  }

  /** The next attempt fails so. */
  ObservedNode failing(Status status) {
    failures.add(status);
    return this;
  }

  /** Makes calls, and gives the reason why the last failed, or OK. */
  String call(int times) {
    var outcome = "OK";
    for (int i = 0; i < times; i++) {
      outcome = outcomeOf(RelayServiceGrpc.newBlockingStub(self.layers()));
    }
    return outcome;
  }

  /** Makes a call that has no time. */
  String callWithoutTime() {
    return outcomeOf(
        RelayServiceGrpc.newBlockingStub(self.layers())
            .withDeadlineAfter(1, TimeUnit.MICROSECONDS));
  }

  private static String outcomeOf(RelayServiceGrpc.RelayServiceBlockingStub stub) {
    try {
      return stub.relay(RelayRequest.newBuilder().setKey("k").build()).getHops() == 1 ? "OK" : "?";
    } catch (StatusRuntimeException e) {
      return ErrorStatus.infoOf(e)
          .map(com.google.rpc.ErrorInfo::getReason)
          .orElse(e.getStatus().getCode().name());
    }
  }

  /** What the node says of itself, to somebody else. */
  GetEdgesResponse edges() {
    var loop = EventLoop.start(1);
    try (var channel = MeshChannel.open("127.0.0.1:" + server.port(), loop)) {
      return MeshServiceGrpc.newBlockingStub(channel.layers())
          .withDeadlineAfter(20, TimeUnit.SECONDS)
          .getEdges(GetEdgesRequest.getDefaultInstance());
    } finally {
      loop.close();
    }
  }

  /** Stops as on SIGTERM. */
  @Override
  public void close() {
    server.close();
  }

  private final class Relay extends RelayServiceGrpc.RelayServiceImplBase {
    @Override
    public void relay(RelayRequest request, StreamObserver<RelayResponse> out) {
      var failure = failures.poll();
      if (failure != null) {
        out.onError(failure.asRuntimeException());
        return;
      }
      out.onNext(RelayResponse.newBuilder().setHops(1).build());
      out.onCompleted();
    }
  }
}
