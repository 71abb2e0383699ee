package dev.faremesh.evaluation.simulate;

import dev.faremesh.evaluation.simulate.market.Tally;
import java.util.Map;

/**
 * What came of a day under each policy, all its seeds together: seeds of one day share its riders,
 * and are no independent evidence.
 *
 * @param label names the day
 */
record Cluster<K>(String label, Map<K, Tally> tallies) {
  /**
   * What came of one policy.
   *
   * @throws IllegalArgumentException when it did not run
   */
  static <K> Tally tally(Map<K, Tally> tallies, K policy) {
    var tally = tallies.get(policy);
    if (tally == null) {
      throw new IllegalArgumentException("policy: %s (expected: one that ran)".formatted(policy));
    }
    return tally;
  }
}
