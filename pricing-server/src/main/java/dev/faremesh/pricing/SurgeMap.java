package dev.faremesh.pricing;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The multipliers of an area.
 *
 * @param cells from the centre outwards
 * @param inputs of the whole area
 */
public record SurgeMap(List<CellSurge> cells, Inputs inputs) {
  public SurgeMap {
    cells = List.copyOf(cells);
  }

  /**
   * The cells whose multiplier is another than on an earlier map of the same area, with the inputs
   * of now; empty when neither a multiplier nor the state of an input changed.
   */
  public Optional<SurgeMap> changesSince(SurgeMap earlier) {
    var known = Set.copyOf(earlier.cells);
    var changed = cells.stream().filter(cell -> !known.contains(cell)).toList();
    return changed.isEmpty() && inputs.inSameStateAs(earlier.inputs)
        ? Optional.empty()
        : Optional.of(new SurgeMap(changed, inputs));
  }
}
