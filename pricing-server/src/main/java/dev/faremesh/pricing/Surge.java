package dev.faremesh.pricing;

import java.util.List;

/**
 * The multiplier of one ride, and why.
 *
 * @param reasons in the order in which they came about: their factors multiply to the multiplier
 * @param cells the pickup's, then its neighbours
 */
public record Surge(
    Multiplier multiplier, Quote.Mode mode, List<Reason> reasons, List<CellInput> cells) {
  public Surge {
    reasons = List.copyOf(reasons);
    cells = List.copyOf(cells);
  }
}
