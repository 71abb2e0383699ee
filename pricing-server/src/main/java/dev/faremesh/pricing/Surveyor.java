package dev.faremesh.pricing;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Draws maps of surge: one question to each source, however many cells the map has. Blocks nowhere.
 * Safe for use by threads.
 */
public final class Surveyor {
  private final SupplySource supply;
  private final DemandSource demand;
  private final Supplier<Tariffs> tariffs;

  /**
   * Draws with these sources.
   *
   * @param tariffs those in force
   */
  public Surveyor(SupplySource supply, DemandSource demand, Supplier<Tariffs> tariffs) {
    this.supply = supply;
    this.demand = demand;
    this.tariffs = tariffs;
  }

  /**
   * The multiplier of each cell, as a quote for a pickup there has it. Fails with {@link
   * UnknownCity} or {@link UnknownProduct}.
   */
  public CompletionStage<SurgeMap> survey(Market market, Area area) {
    Tariff tariff;
    try {
      tariff = tariffs.get().of(market);
    } catch (UnknownCity | UnknownProduct e) {
      return CompletableFuture.failedStage(e);
    }
    var cells = area.withSurroundings();
    return supply
        .of(market, cells, SurgePolicy.HORIZON)
        .thenCombine(
            demand.of(market, cells, SurgePolicy.HORIZON),
            (drivers, riders) -> draw(tariff, area, drivers, riders));
  }

  private static SurgeMap draw(
      Tariff tariff, Area area, Signal<CellCounts> drivers, Signal<CellCounts> riders) {
    var cells = new ArrayList<CellSurge>();
    area.neighbourhoods()
        .forEach((cell, neighbourhood) -> {
          var inputs = Inputs.over(neighbourhood, drivers, riders);
          var limits = tariff.limits(cell.center());
          cells.add(
              new CellSurge(
                  cell,
                  SurgePolicy.multiplier(inputs).map(m -> limits.apply(Math.log(m.value())))));
        });
    return new SurgeMap(cells, Inputs.over(area.cells(), drivers, riders));
  }
}
