package dev.faremesh.pricing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last good multiplier of each cell of each market, for when an input is not live. Keeps a
 * hundred thousand, those that were used last. Safe for use by threads.
 */
final class SurgeMemory {
  private static final int MOST = 100_000;

  private record Place(Market market, Cell cell) {}

  private final Recent<Place, LastGood> cells = new Recent<>(MOST);

  /**
   * Remembers what is good, unless newer is known.
   *
   * @param goods one for each cell
   */
  synchronized void remember(Market market, List<Cell> cells, List<LastGood> goods) {
    for (int i = 0; i < goods.size(); i++) {
      var place = new Place(market, cells.get(i));
      var good = goods.get(i);
      var known = this.cells.get(place);
      if (known.isEmpty() || replaces(good, known.get())) {
        this.cells.put(place, good);
      }
    }
  }

  private static boolean replaces(LastGood good, LastGood known) {
    return !good.asOf().isBefore(known.asOf()) || known.isOfAnotherTime(good.now());
  }

  /**
   * What is left of the cells' multipliers.
   *
   * @param ceilings the logarithm that each may not exceed: infinite where nothing is known now
   * @return one for each cell, empty where nothing is left
   */
  synchronized List<Optional<LastGood>> recall(
      Market market, List<Cell> cells, double[] ceilings, Moment moment) {
    var left = new ArrayList<Optional<LastGood>>(ceilings.length);
    for (int i = 0; i < ceilings.length; i++) {
      var place = new Place(market, cells.get(i));
      double ceiling = ceilings[i];
      var good = this.cells.get(place).flatMap(g -> g.at(moment)).map(g -> g.loweredTo(ceiling));
      good.ifPresentOrElse(g -> this.cells.put(place, g), () -> this.cells.remove(place));
      left.add(good);
    }
    return left;
  }

  /** Forgets some cells. */
  synchronized void forget(Market market, List<Cell> cells) {
    cells.forEach(cell -> this.cells.remove(new Place(market, cell)));
  }
}
