package dev.faremesh.evaluation.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * What a simulation found.
 *
 * @param atScarcities in the order of the plan
 * @param stationary a market in which nothing changes but by chance
 * @param stationaryGate what surge must achieve there
 * @param event an outage in the midst of a crowd
 * @param calm the same outage on the evenings on which surge asked least
 */
record Findings(
    Plan plan,
    Weights weights,
    List<AtScarcity> atScarcities,
    Clusters<String> stationary,
    Gate stationaryGate,
    Clusters<Outage> event,
    Clusters<Outage> calm) {

  /** What was found at scarcity 1, where gates are judged. */
  AtScarcity judged() {
    return atScarcities.stream().filter(at -> at.scarcity() == 1).findFirst().orElseThrow();
  }

  /** All gates that are judged. */
  List<Gate> gates() {
    var gates = new ArrayList<>(judged().gates());
    gates.add(stationaryGate);
    return gates;
  }

  boolean ok() {
    return gates().stream().allMatch(Gate::ok);
  }
}
