package dev.faremesh.pricing.rpc;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.faremesh.demand.v1.GetDemandRequest;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.type.v1.Freshness;
import io.grpc.BindableService;
import java.util.List;
import java.util.Optional;

/** Hosts a scripted service as the real one is hosted: what breaks the contract is refused. */
public final class ScriptedServer {
  private static final RequestValidator VALIDATOR =
      RequestValidator.warmed(
          List.of(GetSupplyRequest.getDescriptor(), GetDemandRequest.getDescriptor()));

  private ScriptedServer() {}

  /** Serves on a port, or on any free one when it is 0. */
  public static MeshServer start(BindableService service, int port) {
    return MeshNode.start("scripted", ServerSettings.local(port))
        .serve(failure -> Optional.empty(), VALIDATOR, List.of(service))
        .ready();
  }

  /** Some freshness, as of half past nine. */
  public static Freshness fresh(int ageSeconds, double coverage) {
    return Freshness.newBuilder()
        .setAsOf(Timestamp.newBuilder().setSeconds(1357032600))
        .setAge(Duration.newBuilder().setSeconds(ageSeconds))
        .setCoverage(coverage)
        .setScale(1)
        .build();
  }
}
