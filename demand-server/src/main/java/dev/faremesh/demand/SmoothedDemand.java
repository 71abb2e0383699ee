package dev.faremesh.demand;

import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * The index of one market, and when it moves: smoothly once a minute of event time while enough is
 * heard. Until it was for one minute, the index is where the demand is by the second, so that a
 * server which starts does not climb from an empty city.
 *
 * <p>Not safe for use by threads.
 */
final class SmoothedDemand {
  private final DemandIndex index;
  private final BiConsumer<CellNumbers, Instant> demand;
  private final CellNumbers numbers = new CellNumbers();
  private boolean smooth;
  private long followed = Long.MIN_VALUE;

  /**
   * At the equilibrium of an empty market.
   *
   * @param demand writes what there is at a time
   * @param covered whether enough was heard until now, so that nothing is known to be there
   */
  SmoothedDemand(DemandIndex index, BiConsumer<CellNumbers, Instant> demand, boolean covered) {
    this.index = index;
    this.demand = demand;
    this.smooth = covered;
  }

  /** A minute has passed; enough was heard until its end, or not. */
  void minute(Instant end, boolean covered) {
    gather(end);
    if (covered && smooth) {
      index.tick(numbers);
    } else {
      index.follow(numbers);
    }
    smooth = covered;
  }

  /** The logarithm at a cell. */
  double at(long cell, Instant now) {
    if (!smooth && now.getEpochSecond() != followed) {
      gather(now);
      index.follow(numbers);
      followed = now.getEpochSecond();
    }
    return index.at(cell);
  }

  private void gather(Instant time) {
    numbers.clear();
    demand.accept(numbers, time);
  }
}
