package dev.faremesh.demand.rpc;

import dev.faremesh.demand.Demand;
import dev.faremesh.demand.v1.CellDemand;
import dev.faremesh.mesh.stream.Rejected;
import dev.faremesh.type.v1.Acknowledgement;
import dev.faremesh.type.v1.Freshness;
import dev.faremesh.type.v1.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Demand in the words of the contract. */
final class DemandMessages {
  private DemandMessages() {}

  static Instant time(com.google.protobuf.Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  static Duration duration(com.google.protobuf.Duration duration) {
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }

  static com.google.protobuf.Duration message(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  static Freshness freshness(Reading reading) {
    var freshness = Freshness.newBuilder().setCoverage(reading.coverage());
    var moment = reading.moment();
    moment.asOf().ifPresent(asOf -> freshness.setAsOf(RideMessages.message(asOf)));
    moment.age().ifPresent(age -> freshness.setAge(message(age)));
    return freshness.build();
  }

  /** The counts of a cell; unset when the reading does not know them. */
  static CellDemand cell(Demand demand, Reading reading, Duration horizon) {
    var cell = CellDemand.newBuilder().setCell(Cells.text(demand.cell()));
    if (reading.heard()) {
      cell.setSessions(demand.sessions())
          .setRequests(demand.requests())
          .setOpenRequests(demand.openRequests())
          .setCancelled(demand.cancelled())
          .setExpectedSessions(demand.expectedSessions(horizon, reading.listened()));
    }
    return cell.build();
  }

  static Acknowledgement acknowledgement(long sequence, Optional<Rejected> rejected) {
    var acknowledgement = Acknowledgement.newBuilder().setSequence(sequence);
    rejected.ifPresent(e ->
        acknowledgement.setRejection(
            Rejection.newBuilder().setInfo(e.info()).setMessage(e.getMessage())));
    return acknowledgement.build();
  }
}
