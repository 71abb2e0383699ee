package dev.faremesh.supply.rpc;

import dev.faremesh.mesh.stream.Watchers;
import dev.faremesh.supply.CellSupply;
import dev.faremesh.supply.v1.WatchSupplyRequest;
import dev.faremesh.supply.v1.WatchSupplyResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What one watcher was told of its cells, and so what is news to it. */
final class SupplyWatch implements Watchers.Source<WatchSupplyResponse> {
  private final Cities cities;
  private final WatchSupplyRequest request;
  private final long[] cells;
  private final List<CellSupply> empty;
  private List<CellSupply> told;
  private boolean first = true;

  SupplyWatch(Cities cities, WatchSupplyRequest request, long[] cells) {
    this.cities = cities;
    this.request = request;
    this.cells = cells;
    this.empty = CellSupply.none(cells);
    this.told = empty;
  }

  @Override
  public CompletionStage<Optional<WatchSupplyResponse>> next() {
    return CompletableFuture.completedFuture(news());
  }

  private Optional<WatchSupplyResponse> news() {
    var snapshot =
        SupplySnapshot.take(
            cities, request.getCity(), request.getProduct(), cells, SupplyRpc.USUAL_HORIZON);
    var counts = snapshot.counts().orElse(empty);
    var news = WatchSupplyResponse.newBuilder().setFreshness(snapshot.freshness());
    for (int i = 0; i < cells.length; i++) {
      if (!counts.get(i).equals(told.get(i))) {
        news.addCells(snapshot.write(i, cells[i]));
      }
    }
    if (!first && news.getCellsCount() == 0) {
      return Optional.empty();
    }
    first = false;
    told = counts;
    return Optional.of(news.build());
  }
}
