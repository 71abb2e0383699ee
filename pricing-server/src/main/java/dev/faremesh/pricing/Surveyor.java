package dev.faremesh.pricing;

import java.util.ArrayList;
import java.util.Optional;
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
  private final SurgePolicy policy;
  private final Supplier<Tariffs> tariffs;

  /**
   * Draws with these sources.
   *
   * @param tariffs those in force
   */
  public Surveyor(
      SupplySource supply, DemandSource demand, SurgePolicy policy, Supplier<Tariffs> tariffs) {
    this.supply = supply;
    this.demand = demand;
    this.policy = policy;
    this.tariffs = tariffs;
  }

  /**
   * The multiplier of each cell, as a quote for a pickup at its centre has it while both inputs are
   * live: otherwise none. Fails with {@link UnknownCity} or {@link UnknownProduct}.
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
        .of(market, cells, policy.horizon())
        .thenCombine(
            demand.of(market, cells, policy.horizon()),
            (drivers, riders) -> draw(tariff, area, new SignalPair(drivers, riders)));
  }

  private SurgeMap draw(Tariff tariff, Area area, SignalPair signals) {
    var cells = new ArrayList<CellSurge>();
    area.neighbourhoods()
        .forEach((cell, neighbourhood) ->
            cells.add(
                new CellSurge(
                    cell,
                    signals.live()
                        ? Optional.of(
                            policy.live(neighbourhood, tariff.limits(cell.center()), signals))
                        : Optional.empty())));
    return new SurgeMap(cells, signals.over(area.cells()));
  }
}
