package dev.faremesh.lab.page;

import dev.faremesh.lab.result.Mark;
import dev.faremesh.lab.result.RunResult;
import dev.faremesh.report.Band;
import java.util.List;

/** When the fault of a run lasted: from second 0 to the last thing that was done to the chain. */
final class FaultSpan {
  private FaultSpan() {}

  /** The fault as a part of the time axis; none when nothing was done after its beginning. */
  static List<Band> of(RunResult run) {
    double end = run.marks().stream().mapToDouble(Mark::second).reduce(0, Math::max);
    return end > 0 ? List.of(new Band(0, end, "fault")) : List.of();
  }
}
