package dev.faremesh.lab.run;

import dev.faremesh.lab.load.Sample;
import dev.faremesh.lab.measure.EdgeCounts;
import dev.faremesh.lab.measure.Moments;
import dev.faremesh.lab.result.Mark;
import java.util.List;

/** What was seen in one run, before anything is made of it. */
public record RunRecord(
    RunPlan plan, Moments moments, List<Sample> samples, List<EdgeCounts> edges, List<Mark> marks) {
  public RunRecord {
    samples = List.copyOf(samples);
    edges = List.copyOf(edges);
    marks = List.copyOf(marks);
  }
}
