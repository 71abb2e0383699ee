package dev.faremesh.evaluation.simulate.market;

/**
 * What is the same under every policy: who wants to ride, where drivers come from and how many.
 *
 * @param fleet how many drivers are meant to be online, by minute
 * @param warmUp minutes before anything is measured
 * @param horizon how far ahead policies look, in seconds
 * @param dice for drivers
 */
public record World(
    CellMap map, Riders riders, Hotspots hotspots, int[] fleet, int warmUp, int horizon, Dice dice) {
  public World {
    int minutes = riders.sessions().minutes();
    if (fleet.length != minutes) {
      throw new IllegalArgumentException(
          "fleet: %d minutes (expected: %d, as the sessions)".formatted(fleet.length, minutes));
    }
  }

  int minutes() {
    return fleet.length;
  }
}
