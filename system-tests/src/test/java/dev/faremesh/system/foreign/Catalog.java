package dev.faremesh.system.foreign;

import dev.faremesh.mesh.call.Edge;
import dev.faremesh.mesh.read.BatchCall;
import dev.faremesh.mesh.read.Reader;
import dev.faremesh.mesh.read.Reading;
import dev.faremesh.system.foreign.v1.CatalogServiceGrpc;
import dev.faremesh.system.foreign.v1.GetItemRequest;
import dev.faremesh.system.foreign.v1.GetItemResponse;
import dev.faremesh.system.foreign.v1.GetStockRequest;
import dev.faremesh.system.foreign.v1.StockServiceGrpc;
import dev.faremesh.system.foreign.v1.StockState;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;

/** Serves items, whose stock is read through {@code mesh}. */
final class Catalog extends CatalogServiceGrpc.CatalogServiceImplBase {
  private final Reader<Integer, Integer, Integer> stock;

  Catalog(Channel channel, Edge edge, Executor loop) {
    var method = StockServiceGrpc.getGetStockMethod();
    this.stock =
        new Reader<>(
            edge,
            method,
            loop,
            1,
            BatchCall.unary(
                channel,
                method,
                (item, _) -> GetStockRequest.newBuilder().setItem(item).build(),
                (items, answer) -> Map.of(items.getFirst(), answer.getCount())));
  }

  @Override
  public void getItem(GetItemRequest request, StreamObserver<GetItemResponse> out) {
    int item = request.getItem();
    var _ =
        stock
            .read(item, List.of(item))
            .whenComplete((reading, failure) -> {
              if (failure != null) {
                out.onError(failure);
                return;
              }
              switch (reading) {
                case Reading.Fresh<Integer, Integer>(var counts) ->
                    answer(out, item, count(counts, item), StockState.STOCK_STATE_COUNTED);
                case Reading.LastKnown<Integer, Integer>(var counts, var _) ->
                    answer(
                        out, item, count(counts, item).value(), StockState.STOCK_STATE_REMEMBERED);
                case Reading.Missing<Integer, Integer>(var status) ->
                    out.onError(
                        Status.UNAVAILABLE
                            .withDescription("stock: " + status.getCode())
                            .asRuntimeException());
              }
            });
  }

  private static <V> V count(Map<Integer, V> counts, int item) {
    return Objects.requireNonNull(counts.get(item));
  }

  private static void answer(
      StreamObserver<GetItemResponse> out, int item, int count, StockState state) {
    out.onNext(
        GetItemResponse.newBuilder().setItem(item).setInStock(count).setState(state).build());
    out.onCompleted();
  }
}
