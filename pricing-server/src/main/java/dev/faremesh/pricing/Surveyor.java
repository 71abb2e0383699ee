package dev.faremesh.pricing;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Draws maps of surge: one question to each source, however many cells the map has. Blocks nowhere.
 * Safe for use by threads.
 */
public final class Surveyor {
  private final SupplySource supply;
  private final DemandSource demand;
  private final Tariffs tariffs;

  /** Draws with these sources. */
  public Surveyor(SupplySource supply, DemandSource demand, Tariffs tariffs) {
    this.supply = supply;
    this.demand = demand;
    this.tariffs = tariffs;
  }

  /**
   * The multiplier of each cell, as a quote for a pickup there has it. Fails with {@link
   * UnknownProduct}.
   */
  public CompletionStage<SurgeMap> survey(Market market, Area area) {
    if (tariffs.of(market.product()).isEmpty()) {
      return CompletableFuture.failedStage(tariffs.unknown(market.product()));
    }
    var cells = area.withSurroundings();
    return supply
        .of(market, cells, SurgePolicy.HORIZON)
        .thenCombine(
            demand.of(market, cells, SurgePolicy.HORIZON),
            (drivers, riders) -> draw(area, drivers, riders));
  }

  private static SurgeMap draw(Area area, Signal<CellCounts> drivers, Signal<CellCounts> riders) {
    var cells = new ArrayList<CellSurge>();
    area.neighbourhoods()
        .forEach((cell, neighbourhood) -> {
          var inputs = Inputs.over(neighbourhood, drivers, riders);
          cells.add(new CellSurge(cell, SurgePolicy.multiplier(inputs)));
        });
    return new SurgeMap(cells, Inputs.over(area.cells(), drivers, riders));
  }
}
