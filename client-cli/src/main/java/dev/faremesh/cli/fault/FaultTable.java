package dev.faremesh.cli.fault;

import dev.faremesh.cli.output.Table;
import dev.faremesh.cli.output.Wording;
import dev.faremesh.mesh.v1.ActiveFault;
import dev.faremesh.mesh.v1.Delay;
import dev.faremesh.mesh.v1.Fault;
import dev.faremesh.mesh.v1.WorkerQueue;
import java.util.ArrayList;
import java.util.List;

/** Faults as a person reads them: one downwards, many in rows. */
final class FaultTable {
  private FaultTable() {}

  static Table of(ActiveFault active) {
    var fault = active.getFault();
    return Table.of("", "")
        .row("fault", fault.getFaultId())
        .row("method", MeshMethod.shorten(fault.getMethod()))
        .row("calls", Quantities.share(fault.getPercentage()) + " of " + callersOf(fault))
        .row("effect", effectOf(fault))
        .row("ends", Wording.time(active.getExpireTime()));
  }

  static Table of(List<ActiveFault> faults) {
    var table = Table.of("METHOD", "SHARE>", "CALLER", "EFFECT", "ENDS", "HITS>", "HELD>", "FAULT");
    for (ActiveFault active : faults) {
      var fault = active.getFault();
      table.row(
          MeshMethod.shorten(fault.getMethod()),
          Quantities.share(fault.getPercentage()),
          callersOf(fault),
          effectOf(fault),
          Wording.time(active.getExpireTime()),
          "" + active.getHits(),
          "" + active.getHeld(),
          fault.getFaultId());
    }
    return table;
  }

  private static String callersOf(Fault fault) {
    return fault.getCaller().isEmpty() ? "all" : fault.getCaller();
  }

  private static String effectOf(Fault fault) {
    var parts = new ArrayList<String>();
    if (fault.hasDelay()) {
      parts.add("delay " + timesOf(fault.getDelay()));
    }
    if (fault.hasQueue()) {
      parts.add(queueOf(fault.getQueue()));
    }
    switch (fault.getEndingCase()) {
      case ABORT -> parts.add(fault.getAbort().getCode().name());
      case STALL -> parts.add("stall");
      case RESET -> parts.add("reset");
      case ENDING_NOT_SET -> {}
    }
    return String.join(", then ", parts);
  }

  private static String timesOf(Delay delay) {
    return switch (delay.getDistributionCase()) {
      case FIXED -> Quantities.time(delay.getFixed());
      case LOG_NORMAL ->
          "%s median, %s p99"
              .formatted(
                  Quantities.time(delay.getLogNormal().getMedian()),
                  Quantities.time(delay.getLogNormal().getP99()));
      case UNIFORM ->
          "%s to %s"
              .formatted(
                  Quantities.time(delay.getUniform().getMin()),
                  Quantities.time(delay.getUniform().getMax()));
      case DISTRIBUTION_NOT_SET -> Wording.UNKNOWN;
    };
  }

  private static String queueOf(WorkerQueue queue) {
    return "%d workers of %s a call, %d may wait%s"
        .formatted(
            queue.getWorkers(),
            Quantities.time(queue.getServiceTime()),
            queue.getCapacity(),
            queue.getServeAbandoned() ? ", abandoned calls are served" : "");
  }
}
