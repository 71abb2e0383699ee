package dev.faremesh.demand.server;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.faremesh.demand.Redemptions;
import dev.faremesh.demand.RideBook;
import dev.faremesh.demand.rpc.Cells;
import dev.faremesh.demand.rpc.Cities;
import dev.faremesh.demand.rpc.ContractBalance;
import dev.faremesh.demand.rpc.DemandRpc;
import dev.faremesh.demand.rpc.RideErrors;
import dev.faremesh.demand.rpc.SealedQuotes;
import dev.faremesh.demand.store.HeapRideStore;
import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.DemandServiceProto;
import dev.faremesh.demand.v1.GetDemandRequest;
import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.access.AccessRules;
import dev.faremesh.mesh.seal.KeyFile;
import dev.faremesh.mesh.seal.SealKeys;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ReloadedFile;
import dev.faremesh.mesh.stream.Reporters;
import dev.faremesh.mesh.stream.Watchers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** What a demand server is made of. */
public final class DemandServer {
  private static final AccessRules ACCESS = AccessRules.beside(DemandServer.class, "access.rules");

  private static final GetDemandRequest REHEARSED =
      GetDemandRequest.newBuilder()
          .setCity("rehearsal")
          .setProduct("standard")
          .addCells("88754e6499fffff")
          .build();

  private DemandServer() {}

  /**
   * Starts a server; it is SERVING when this returns.
   *
   * @param wall the wall clock
   * @throws java.io.UncheckedIOException when the address cannot be had
   * @throws IllegalArgumentException when a file is wrong
   */
  public static MeshServer start(DemandSettings settings, InstantSource wall) {
    return start(settings, wall, () -> UUID.randomUUID().toString());
  }

  static MeshServer start(DemandSettings settings, InstantSource wall, Supplier<String> rideIds) {
    var validator = RequestValidator.warmed(requestTypes());
    var cells = Cells.warmed();
    var cities =
        new Cities(wall, settings.window(), cells, ContractBalance.read(), settings.profiles());
    var node = MeshNode.start("demand-server", settings.server(), ACCESS);
    try {
      var watchers = new Watchers(node.loop().timer(), settings.server().maxWatchers());
      var reporters = new Reporters(validator);
      var keys = settings.quoteKeys().map(file -> watch(file, node));
      var quotes = new SealedQuotes(() -> keys.map(ReloadedFile::value));
      var rides = new RideBook(new HeapRideStore(), cities, rideIds, new Redemptions(quotes, wall));
      var service = new DemandRpc(rides, cities, cells, reporters, watchers);
      var server = node.serve(new RideErrors(), validator, List.of(service));
      keys.ifPresent(server::closingAfter);
      return server
          .onDrain(watchers::close)
          .onDrain(reporters::close)
          .rehearse(self -> DemandServiceGrpc.newBlockingStub(self).getDemand(REHEARSED))
          .ready();
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  private static ReloadedFile<SealKeys> watch(Path quoteKeys, MeshNode node) {
    try {
      return new KeyFile(quoteKeys).watch(node.loop().timer());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("quote-keys: " + e.getMessage(), e);
    }
  }

  private static List<Descriptor> requestTypes() {
    return DemandServiceProto.getDescriptor().getServices().stream()
        .flatMap(service -> service.getMethods().stream())
        .map(MethodDescriptor::getInputType)
        .toList();
  }
}
