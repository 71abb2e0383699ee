package dev.faremesh.evaluation.simulate;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What to simulate.
 *
 * @param days on which evenings begin
 * @param seeds how many times each evening is played, with other tastes and drivers
 * @param seed of the first
 * @param scarcities drivers over drivers by the rule; at 1 gates are judged
 */
record Plan(List<LocalDate> days, int seeds, long seed, List<Double> scarcities) {
  /** Away from scarcity 1, where there are no gates, so many seeds do. */
  static final int SEEDS_ELSEWHERE = 2;

  Plan {
    days = List.copyOf(days);
    scarcities = List.copyOf(scarcities);
    require(!days.isEmpty(), "days", days, "one or more");
    require(seeds >= 1 && seeds <= 1000, "seeds", seeds, "1 to 1000");
    require(scarcities.contains(1.0), "scarcity", scarcities, "a list with 1, where the gates are");
    require(
        scarcities.stream().allMatch(scarcity -> scarcity >= 0.1 && scarcity <= 10),
        "scarcity",
        scarcities,
        "each 0.1 to 10");
    require(
        scarcities.stream().distinct().count() == scarcities.size(),
        "scarcity",
        scarcities,
        "each once");
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
    }
  }

  /** How many seeds are played at a scarcity. */
  int seedsAt(double scarcity) {
    return scarcity == 1 ? seeds : Math.min(seeds, SEEDS_ELSEWHERE);
  }

  /** The seeds that are played at a scarcity. */
  LongStream eachSeedAt(double scarcity) {
    return LongStream.range(seed, seed + seedsAt(scarcity));
  }

  /** How many runs a policy has. */
  int runsOfPolicy() {
    return days.size() * scarcities.stream().mapToInt(this::seedsAt).sum();
  }
}
