package dev.faremesh.cli.replay;

import dev.faremesh.demand.v1.DemandServiceProto;
import dev.faremesh.demand.v1.ReportSessionsRequest;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.server.EventLoop;
import dev.faremesh.mesh.server.MeshChannel;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.supply.v1.ReportDriversRequest;
import dev.faremesh.supply.v1.SupplyServiceProto;
import io.grpc.BindableService;
import io.grpc.Channel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fakes of supply-server and demand-server on real connections, which write down what they hear.
 */
final class FeedServers implements AutoCloseable {
  static final RequestValidator VALIDATOR =
      RequestValidator.warmed(
          Stream.of(SupplyServiceProto.getDescriptor(), DemandServiceProto.getDescriptor())
              .flatMap(file -> file.getMessageTypes().stream())
              .toList());

  final Recorded<ReportDriversRequest> drivers = new Recorded<>();
  final Recorded<ReportSessionsRequest> sessions = new Recorded<>();
  final RecordingDemand rides;

  private final EventLoop loop = EventLoop.start(1);
  private final MeshServer supplyServer;
  private final MeshServer demandServer;
  private final MeshChannel supply;
  private final MeshChannel demand;

  FeedServers() {
    rides = new RecordingDemand(sessions, loop.timer());
    supplyServer = serve(new RecordingSupply(drivers));
    demandServer = serve(rides);
    supply = MeshChannel.open(supplyAddress(), loop);
    demand = MeshChannel.open(demandAddress(), loop);
  }

  private MeshServer serve(BindableService service) {
    return MeshNode.start("fake", ServerSettings.local(0))
        .serve(failure -> Optional.empty(), VALIDATOR, List.of(service))
        .ready();
  }

  Channel supply() {
    return supply.layers();
  }

  Channel demand() {
    return demand.layers();
  }

  String supplyAddress() {
    return "127.0.0.1:" + supplyServer.port();
  }

  String demandAddress() {
    return "127.0.0.1:" + demandServer.port();
  }

  @Override
  public void close() {
    supply.close();
    demand.close();
    supplyServer.close();
    demandServer.close();
    loop.close();
  }
}
