package dev.faremesh.pricing.rpc;

import dev.faremesh.mesh.stream.Watchers;
import dev.faremesh.pricing.Area;
import dev.faremesh.pricing.Market;
import dev.faremesh.pricing.SurgeMap;
import dev.faremesh.pricing.Surveyor;
import dev.faremesh.pricing.v1.WatchSurgeResponse;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What one watcher of an area is told: everything at first, then what changed. */
final class SurgeWatch implements Watchers.Source<WatchSurgeResponse> {
  private final Surveyor surveyor;
  private final Market market;
  private final Area area;
  private Optional<SurgeMap> last = Optional.empty();

  SurgeWatch(Surveyor surveyor, Market market, Area area) {
    this.surveyor = surveyor;
    this.market = market;
    this.area = area;
  }

  @Override
  public CompletionStage<Optional<WatchSurgeResponse>> next() {
    return surveyor.survey(market, area).thenApply(this::news);
  }

  private Optional<WatchSurgeResponse> news(SurgeMap map) {
    var news = last.isEmpty() ? Optional.of(map) : map.changesSince(last.get());
    last = Optional.of(map);
    return news.map(Replies::surgeChanges);
  }
}
