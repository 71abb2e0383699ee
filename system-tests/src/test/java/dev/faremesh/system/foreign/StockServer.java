package dev.faremesh.system.foreign;

import dev.faremesh.mesh.RequestValidator;
import dev.faremesh.mesh.server.MeshNode;
import dev.faremesh.mesh.server.MeshServer;
import dev.faremesh.mesh.server.ServerMain;
import dev.faremesh.mesh.server.ServerOptions;
import dev.faremesh.system.foreign.v1.GetStockRequest;
import dev.faremesh.system.foreign.v1.GetStockResponse;
import dev.faremesh.system.foreign.v1.ShopProto;
import dev.faremesh.system.foreign.v1.StockServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts what is in the store. */
@Command(name = "stock-server")
public final class StockServer implements Callable<Integer> {
  @Mixin private final ServerOptions options = new ServerOptions();

  @Option(names = "--port", defaultValue = "0")
  private int port;

  public static void main(String... args) {
    System.exit(ServerMain.execute(new StockServer(), "STOCK", System.getenv(), args));
  }

  @Override
  public Integer call() throws InterruptedException {
    return ServerMain.serve(options, this::start);
  }

  private MeshServer start() {
    var settings = options.settings(port, ShopProto.getDescriptor()).with(ShopPolicies.policies());
    var validator = RequestValidator.warmed(List.of(GetStockRequest.getDescriptor()));
    return MeshNode.start("stock", settings)
        .serve(_ -> Optional.empty(), validator, List.of(new Stock()))
        .rehearse(self ->
            StockServiceGrpc.newBlockingStub(self)
                .withDeadlineAfter(1, TimeUnit.SECONDS)
                .getStock(GetStockRequest.getDefaultInstance()))
        .ready();
  }

  private static final class Stock extends StockServiceGrpc.StockServiceImplBase {
    @Override
    public void getStock(GetStockRequest request, StreamObserver<GetStockResponse> out) {
      out.onNext(GetStockResponse.newBuilder().setCount(3 + request.getItem() % 7).build());
      out.onCompleted();
    }
  }
}
