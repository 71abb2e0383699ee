package dev.faremesh.supply;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.function.LongToIntFunction;

/**
 * The drivers of one product who log on and off, by cell, and so how many of those who are open
 * will be, and how many more.
 *
 * <p>Not safe for use by threads.
 */
final class Turnovers {
  private final Long2ObjectOpenHashMap<Turnover> cells = new Long2ObjectOpenHashMap<>();
  private Turnover city = new Turnover();

  /** A driver came online, open, in a cell. */
  void loggedOn(long cell) {
    of(cell).loggedOn();
  }

  /** Open drivers of a cell went offline, or silent. */
  void loggedOff(long cell, int drivers) {
    of(cell).loggedOff(drivers);
  }

  /** Remembers a cell, because drivers are open there. */
  void watch(long cell) {
    var _ = of(cell);
  }

  private Turnover of(long cell) {
    return cells.computeIfAbsent(cell, _ -> new Turnover());
  }

  /**
   * A minute has passed.
   *
   * @param heard whether all of it was: else it teaches nothing
   * @param open how many drivers are open in a cell
   */
  void minute(boolean heard, LongToIntFunction open) {
    city = new Turnover();
    var each = cells.long2ObjectEntrySet().fastIterator();
    while (each.hasNext()) {
      var next = each.next();
      var turnover = next.getValue();
      if (heard) {
        turnover.count(open.applyAsInt(next.getLongKey()));
      } else {
        turnover.skip();
      }
      city.add(turnover);
      if (turnover.isForgotten()) {
        each.remove();
      }
    }
  }

  /**
   * How many drivers to expect after a while: those of the open ones who have not logged off, and
   * those who have logged on. Each of the first is expected to stay by {@code exp(-rate * while)}.
   */
  double expected(long cell, int open, double minutes) {
    var turnover = cells.get(cell);
    if (turnover == null) {
      return open;
    }
    double staying = open * Math.exp(-turnover.logOffRate(city) * minutes);
    return staying + turnover.logOnRate(city) * minutes;
  }

  int cellsKept() {
    return cells.size();
  }
}
