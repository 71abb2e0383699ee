package dev.faremesh.evaluation.simulate.market;

import java.util.List;

/**
 * What is the same under every policy: who wants to ride, where drivers come from and how many.
 *
 * @param fleet how many drivers are meant to be online, by minute
 * @param warmUp minutes before anything is measured
 * @param horizon how far ahead policies look, in seconds
 * @param dice for drivers
 */
public record World(
    CellMap map,
    Riders riders,
    Hotspots hotspots,
    List<Integer> fleet,
    int warmUp,
    int horizon,
    Dice dice) {
  public World {
    fleet = List.copyOf(fleet);
    int minutes = riders.sessions().minutes();
    if (fleet.size() != minutes) {
      throw new IllegalArgumentException(
          "fleet: %d minutes (expected: %d, as the sessions)".formatted(fleet.size(), minutes));
    }
  }

  int minutes() {
    return fleet.size();
  }
}
