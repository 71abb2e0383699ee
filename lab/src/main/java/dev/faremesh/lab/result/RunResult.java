package dev.faremesh.lab.result;

import java.util.List;
import java.util.Map;

/**
 * One run: one seed, one set of protections, one variant.
 *
 * @param measures those that this run has a value for
 * @param timeline in steps of {@link Tick#SECONDS}, from the first call to the last
 * @param edges of the chain, over the time of the fault
 * @param marks what was done to the chain, and when
 */
public record RunResult(
    long seed,
    Map<Measure, Double> measures,
    List<Tick> timeline,
    List<EdgeResult> edges,
    List<Mark> marks) {
  public RunResult {
    measures = Map.copyOf(measures);
    timeline = List.copyOf(timeline);
    edges = List.copyOf(edges);
    marks = List.copyOf(marks);
  }
}
