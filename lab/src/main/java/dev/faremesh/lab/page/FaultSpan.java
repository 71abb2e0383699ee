package dev.faremesh.lab.page;

import dev.faremesh.lab.result.RunResult;
import dev.faremesh.report.Band;
import java.util.List;

/** When the fault of a run lasted. */
final class FaultSpan {
  private FaultSpan() {}

  /** The fault as a part of the time axis; none when there was none. */
  static List<Band> of(RunResult run) {
    return run.faultSeconds() > 0 ? List.of(new Band(0, run.faultSeconds(), "fault")) : List.of();
  }
}
