package dev.faremesh.pricing;

import java.util.List;

/**
 * Where a ride starts.
 *
 * @param cells the one that holds the position, then its neighbours: what the price depends on
 */
public record Pickup(Market market, Position position, List<Cell> cells) {
  public Pickup {
    cells = List.copyOf(cells);
  }

  /** Finds the cells of a position. */
  public static Pickup at(Market market, Position position) {
    return new Pickup(market, position, Cell.at(position).neighbourhood());
  }
}
