package dev.faremesh.system.foreign;

import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.call.Protection;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerMain;
import dev.faremesh.mesh.server.ServerOptions;
import dev.faremesh.system.foreign.v1.CatalogServiceGrpc;
import dev.faremesh.system.foreign.v1.GetItemRequest;
import dev.faremesh.system.foreign.v1.ShopProto;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what there is to buy, and asks the stock server how many there are. */
@Command(name = "catalog-server")
public final class CatalogServer implements Callable<Integer> {
  @Mixin private final ServerOptions options = new ServerOptions();

  @Option(names = "--port", defaultValue = "0")
  private int port;

  @Option(names = "--stock-target", required = true)
  private String stockTarget = "";

  public static void main(String... args) {
    System.exit(ServerMain.execute(new CatalogServer(), "CATALOG", System.getenv(), args));
  }

  @Override
  public Integer call() throws InterruptedException {
    return ServerMain.serve(options, this::start);
  }

  private MeshServer start() {
    var settings = options.settings(port, ShopProto.getDescriptor()).with(ShopPolicies.policies());
    var node = MeshNode.start("catalog", settings);
    var stock = node.open("stock", stockTarget);
    var catalog = new Catalog(stock.layers(), stock.edge(), node.loop().afterThisRun());
    var validator = RequestValidator.warmed(List.of(GetItemRequest.getDescriptor()));
    node.switches().set(Protection.BREAKER, false); // calls of a cold process say nothing of stock
    var server =
        node.serve(_ -> Optional.empty(), validator, List.of(catalog))
            .rehearse(self ->
                CatalogServiceGrpc.newBlockingStub(self)
                    .withDeadlineAfter(1, TimeUnit.SECONDS)
                    .getItem(GetItemRequest.getDefaultInstance()));
    node.switches().set(Protection.BREAKER, true);
    return server.ready();
  }
}
