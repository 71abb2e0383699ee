package dev.faremesh.demand.rpc;

import dev.faremesh.demand.CellOutlook;
import dev.faremesh.demand.Demand;
import dev.faremesh.demand.v1.WatchDemandRequest;
import dev.faremesh.demand.v1.WatchDemandResponse;
import dev.faremesh.mesh.stream.Watchers;
import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What one client that watches an area was told, and so what is new to it. */
final class DemandWatch implements Watchers.Source<WatchDemandResponse> {
  private final Cities cities;
  private final WatchDemandRequest request;
  private final LongList area;
  private final Long2ObjectMap<Demand> told = new Long2ObjectOpenHashMap<>();
  private Optional<Boolean> toldHeard = Optional.empty();

  DemandWatch(Cities cities, WatchDemandRequest request, LongList area) {
    this.cities = cities;
    this.request = request;
    this.area = area;
  }

  /** The first message is always sent, and so is one that says that the feed came or went. */
  @Override
  public CompletionStage<Optional<WatchDemandResponse>> next() {
    var reading =
        cities.read(request.getCity(), request.getProduct(), area, DemandRpc.DEFAULT_HORIZON);
    var changed =
        reading.cells().stream()
            .filter(outlook -> isNews(outlook.counts(), reading.feed()))
            .toList();
    var heard = Optional.of(reading.feed().counts());
    if (changed.isEmpty() && heard.equals(toldHeard)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    toldHeard = heard;
    var message =
        WatchDemandResponse.newBuilder().setFreshness(DemandMessages.freshness(reading.feed()));
    for (CellOutlook outlook : changed) {
      message.addCells(DemandMessages.cell(outlook, reading.feed()));
    }
    return CompletableFuture.completedFuture(Optional.of(message.build()));
  }

  /** Remembers what is there to tell of a cell, and says whether it was told already. */
  private boolean isNews(Demand demand, FeedReading feed) {
    var none = Demand.none(demand.cell());
    var now = feed.counts() ? demand : none; // counts that are not known are not told
    var before = now.equals(none) ? told.remove(demand.cell()) : told.put(demand.cell(), now);
    return !now.equals(before == null ? none : before);
  }
}
