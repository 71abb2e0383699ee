package dev.faremesh.evaluation.simulate;

import java.util.List;

/**
 * What came of the evenings at one scarcity.
 *
 * @param scarcity drivers over drivers by the rule
 * @param seeds how many times each evening was played
 * @param neutral the multiplier of the price-neutral flat: the mean that surge asked
 * @param gates what surge must achieve
 */
record AtScarcity(
    double scarcity, int seeds, double neutral, Clusters<Policy> evenings, List<Gate> gates) {
  AtScarcity {
    gates = List.copyOf(gates);
  }
}
