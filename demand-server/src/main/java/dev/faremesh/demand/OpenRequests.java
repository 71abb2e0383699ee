package dev.faremesh.demand;

import it.unimi.dsi.fastutil.longs.LongSet;

/**
 * The requests for one product that are open.
 *
 * @param requests those for all products
 */
record OpenRequests(Contributions requests, String product) {
  int at(long cell) {
    return requests.at(new Spot(product, cell));
  }

  /** Where there are any. */
  LongSet cells() {
    return requests.cells(product);
  }
}
