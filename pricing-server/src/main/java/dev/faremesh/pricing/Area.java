package dev.faremesh.pricing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cells of a map, from the centre outwards, and the neighbourhood of each: what a price in it
 * depends on.
 *
 * @param neighbourhoods by cell, in order
 */
public record Area(Map<Cell, List<Cell>> neighbourhoods) {
  /** With this many rings, cells and surroundings are 919: one batch takes 1000. */
  public static final int MOST_RINGS = 16;

  public Area {
    neighbourhoods = Collections.unmodifiableMap(new LinkedHashMap<>(neighbourhoods));
  }

  /**
   * The cell that holds a position, and the rings around it.
   *
   * @param rings 0 to {@link #MOST_RINGS}
   */
  public static Area around(Position center, int rings) {
    if (rings < 0 || rings > MOST_RINGS) {
      throw new IllegalArgumentException(
          "rings: %d (expected: 0 to %d)".formatted(rings, MOST_RINGS));
    }
    Map<Cell, List<Cell>> neighbourhoods = new LinkedHashMap<>();
    for (Cell cell : Cell.at(center).disk(rings)) {
      neighbourhoods.put(cell, cell.neighbourhood());
    }
    return new Area(neighbourhoods);
  }

  /** The cells of the map. */
  public List<Cell> cells() {
    return List.copyOf(neighbourhoods.keySet());
  }

  /** The cells of the map and the ring around it. */
  public List<Cell> withSurroundings() {
    return neighbourhoods.values().stream().flatMap(List::stream).distinct().toList();
  }
}
