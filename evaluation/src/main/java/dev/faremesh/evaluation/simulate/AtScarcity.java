package dev.faremesh.evaluation.simulate;

import java.util.List;

/**
 * What came of the evenings at one scarcity.
 *
 * @param scarcity drivers over drivers by the rule
 * @param seeds how many times each evening was played
 * @param neutral the multiplier of the price-neutral flat: the mean that surge asked
 * @param bestFlat the multiplier of the best flat in hindsight
 * @param verdicts whether surge achieved what it must
 */
record AtScarcity(
    double scarcity,
    int seeds,
    double neutral,
    double bestFlat,
    Clusters<Policy> evenings,
    List<Verdict> verdicts) {
  AtScarcity {
    verdicts = List.copyOf(verdicts);
  }
}
