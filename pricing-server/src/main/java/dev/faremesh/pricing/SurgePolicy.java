package dev.faremesh.pricing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * How scarcity becomes a price: each cell has a multiplier by {@link Balance}, those around a
 * pickup are blended ({@link SurgeBlend}), and limits come last ({@link SurgeLimits}).
 *
 * <p>While both inputs are live this is a function of the signals alone, so that all replicas give
 * one answer. When one is not, the last good multiplier holds and then decays ({@link LastGood}):
 * missing data never raise a price. Safe for use by threads.
 */
public final class SurgePolicy {
  private record Known(Quote.Mode mode, List<CellInput> cells, Explanation explanation) {}

  private final Balance balance;
  private final InstantSource clock;
  private final CellSites sites = new CellSites();
  private final SurgeMemory memory = new SurgeMemory();

  /**
   * A policy that remembers nothing yet.
   *
   * @param clock wall time
   */
  public SurgePolicy(Balance balance, InstantSource clock) {
    this.balance = balance;
    this.clock = clock;
  }

  /** How far ahead drivers and riders are expected, in event time. */
  Duration horizon() {
    return balance.horizon();
  }

  /** The multiplier of a ride, and why. */
  Surge price(Pickup pickup, SurgeLimits limits, SignalPair signals) {
    if (signals.nonsense()) { // what lies now is not trusted for what it said before
      memory.forget(pickup.market(), pickup.cells());
    }
    var known = signals.live() ? live(pickup, signals) : degraded(pickup, signals);
    var blend = SurgeBlend.at(EarthPoint.at(pickup.position()), sites.of(pickup.cells()));
    double log = blend.of(known.cells().stream().mapToDouble(CellInput::logMultiplier).toArray());
    known.explanation().blended(StrictMath.exp(log));
    limits.explain(known.explanation());
    return new Surge(limits.apply(log), known.mode(), known.explanation().reasons(), known.cells());
  }

  /** The multiplier at the centre of a cell while both inputs are live, remembering nothing. */
  Multiplier live(List<Cell> neighbourhood, SurgeLimits limits, SignalPair signals) {
    var sites = this.sites.of(neighbourhood);
    var blend = SurgeBlend.at(sites.getFirst().center(), sites);
    return limits.apply(blend.of(logMultipliers(neighbourhood, signals)));
  }

  private Known live(Pickup pickup, SignalPair signals) {
    var logs = logMultipliers(pickup.cells(), signals);
    memory.remember(pickup.market(), pickup.cells(), signals.goods(logs, clock.instant()));
    var own = signals.indices(pickup.cells().getFirst()).orElseThrow();
    return new Known(
        Quote.Mode.LIVE, signals.inputs(pickup.cells(), logs), Explanation.ofCell(balance, own));
  }

  private Known degraded(Pickup pickup, SignalPair signals) {
    var cells = pickup.cells();
    var moment = signals.moment(clock.instant());
    var left = memory.recall(pickup.market(), cells, logMultipliers(cells, signals), moment);
    var inputs = signals.over(cells);
    if (left.getFirst().isEmpty()) { // its neighbours do not say what it was
      return new Known(
          Quote.Mode.BASE,
          signals.inputs(cells, new double[cells.size()]),
          Explanation.ofNothing(inputs));
    }
    var own = left.getFirst().get();
    var logs = left.stream().mapToDouble(good -> good.map(LastGood::worn).orElse(0.0)).toArray();
    return new Known(own.mode(), signals.inputs(cells, logs), Explanation.ofLastGood(own, inputs));
  }

  /** One for each cell: infinite where nothing is known. */
  private double[] logMultipliers(List<Cell> cells, SignalPair signals) {
    var logs = new double[cells.size()];
    for (int i = 0; i < logs.length; i++) {
      logs[i] =
          signals
              .indices(cells.get(i))
              .map(known -> balance.logMultiplier(known.logSupply(), known.logDemand()))
              .orElse(Double.POSITIVE_INFINITY);
    }
    return logs;
  }
}
