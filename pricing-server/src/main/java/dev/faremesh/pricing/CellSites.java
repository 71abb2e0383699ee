package dev.faremesh.pricing;

import java.util.ArrayList;
import java.util.List;

/** Where cells lie: H3 is asked once for each that is in use. Safe for use by threads. */
final class CellSites {
  private static final int MOST = 20_000;

  private final Recent<Cell, CellSite> known = new Recent<>(MOST);

  /** The sites of some cells, in their order. */
  synchronized List<CellSite> of(List<Cell> cells) {
    var sites = new ArrayList<CellSite>(cells.size());
    for (Cell cell : cells) {
      var site = known.get(cell).orElse(null);
      if (site == null) {
        site = CellSite.of(cell);
        known.put(cell, site);
      }
      sites.add(site);
    }
    return sites;
  }
}
