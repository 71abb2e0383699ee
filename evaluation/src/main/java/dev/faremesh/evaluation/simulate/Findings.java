package dev.faremesh.evaluation.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * What a simulation found.
 *
 * @param atScarcities in the order of the plan
 * @param stationary a market in which nothing changes but by chance
 * @param stationaryVerdict whether surge achieved there what it must
 * @param event an outage in the midst of a crowd
 * @param calm the same outage on the evenings on which surge asked least
 */
record Findings(
    Plan plan,
    Weights weights,
    List<AtScarcity> atScarcities,
    Clusters<String> stationary,
    Verdict stationaryVerdict,
    Clusters<Outage> event,
    Clusters<Outage> calm) {

  /** What was found at scarcity 1, where gates are judged. */
  AtScarcity judged() {
    return atScarcities.stream().filter(at -> at.scarcity() == 1).findFirst().orElseThrow();
  }

  /** All that is judged. */
  List<Verdict> verdicts() {
    var verdicts = new ArrayList<>(judged().verdicts());
    verdicts.add(stationaryVerdict);
    return verdicts;
  }

  boolean ok() {
    return verdicts().stream().allMatch(verdict -> verdict.gate().ok());
  }
}
