package dev.faremesh.supply;

import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * The index of one market, and when it moves: smoothly once a minute of event time while enough is
 * heard. Until it was for one minute, the index is where the supply is by the second, so that a
 * server which starts does not climb from an empty city.
 *
 * <p>Not safe for use by threads.
 */
final class SmoothedSupply {
  private final SupplyIndex index;
  private final BiConsumer<CellNumbers, Instant> supply;
  private final CellNumbers numbers = new CellNumbers();
  private boolean smooth;
  private long followed = Long.MIN_VALUE;

  /**
   * At the equilibrium of an empty market.
   *
   * @param supply writes what there is at a time
   */
  SmoothedSupply(SupplyIndex index, BiConsumer<CellNumbers, Instant> supply) {
    this.index = index;
    this.supply = supply;
  }

  /** A minute has passed; enough is known at its end, or not. */
  void minute(Instant end, boolean covered) {
    supply.accept(numbers, end);
    if (covered && smooth) {
      index.tick(numbers);
    } else {
      index.follow(numbers);
    }
    smooth = covered;
  }

  /** The logarithm at a cell. */
  double at(long cell, Instant now) {
    if (!smooth && Tick.at(now) != followed) {
      supply.accept(numbers, now);
      index.follow(numbers);
      followed = Tick.at(now);
    }
    return index.at(cell);
  }
}
