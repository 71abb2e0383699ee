package dev.faremesh.pricing.rpc;

import dev.faremesh.mesh.propagation.Criticality;
import dev.faremesh.mesh.stream.Watchers;
import dev.faremesh.pricing.Area;
import dev.faremesh.pricing.Market;
import dev.faremesh.pricing.SurgeMap;
import dev.faremesh.pricing.Surveyor;
import dev.faremesh.pricing.v1.WatchSurgeResponse;
import io.grpc.Context;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What one watcher of an area is told: everything at first, then what changed. */
final class SurgeWatch implements Watchers.Source<WatchSurgeResponse> {
  /** A map may wait while quotes are made: what is overloaded sheds it first. */
  private static final Context BACKGROUND = Criticality.SHEDDABLE_PLUS.in(Context.ROOT);

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
    var before = BACKGROUND.attach();
    try {
      return surveyor.survey(market, area).thenApply(this::news);
    } finally {
      BACKGROUND.detach(before);
    }
  }

  private Optional<WatchSurgeResponse> news(SurgeMap map) {
    var news = last.isEmpty() ? Optional.of(map) : map.changesSince(last.get());
    last = Optional.of(map);
    return news.map(Replies::surgeChanges);
  }
}
