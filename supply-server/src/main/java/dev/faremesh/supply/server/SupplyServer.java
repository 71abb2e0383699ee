package dev.faremesh.supply.server;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.access.AccessRules;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.stream.Reporters;
import dev.faremesh.mesh.stream.Watchers;
import dev.faremesh.supply.rpc.Cells;
import dev.faremesh.supply.rpc.Cities;
import dev.faremesh.supply.rpc.ContractBalance;
import dev.faremesh.supply.rpc.SupplyRpc;
import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import dev.faremesh.supply.v1.SupplyServiceProto;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Starts the supply server: what {@code main} and the tests both call. */
public final class SupplyServer {
  private static final AccessRules ACCESS = AccessRules.beside(SupplyServer.class, "access.rules");

  private static final GetSupplyRequest REHEARSED =
      GetSupplyRequest.newBuilder()
          .setCity("rehearsal")
          .setProduct("standard")
          .addCells("88754e6499fffff")
          .build();

  private SupplyServer() {}

  /**
   * Starts a server that is warm and says SERVING. Closing it is the caller's.
   *
   * @param clock the wall clock
   * @throws java.io.UncheckedIOException when the address cannot be had
   */
  public static MeshServer start(SupplySettings settings, InstantSource clock) {
    var server = settings.server();
    var validator = RequestValidator.warmed(requests());
    var cells = Cells.load();
    var cities = new Cities(clock, ContractBalance.read(), cells::rings);
    var node = MeshNode.start("supply-server", server, ACCESS);
    try {
      var watchers = new Watchers(node.loop().timer(), server.maxWatchers());
      var reporters = new Reporters(validator);
      var supply = new SupplyRpc(cities, cells, reporters, watchers);
      return node.serve(_ -> Optional.empty(), validator, List.of(supply))
          .onDrain(watchers::close)
          .onDrain(reporters::close)
          .rehearse(self -> SupplyServiceGrpc.newBlockingStub(self).getSupply(REHEARSED))
          .ready();
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  private static List<Descriptor> requests() {
    return SupplyServiceProto.getDescriptor()
        .findServiceByName("SupplyService")
        .getMethods()
        .stream()
        .map(MethodDescriptor::getInputType)
        .toList();
  }
}
