package dev.faremesh.demand.rpc;

import dev.faremesh.demand.CellOutlook;
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

  static Freshness freshness(FeedReading feed) {
    var freshness = Freshness.newBuilder().setCoverage(feed.coverage()).setScale(feed.scale());
    var moment = feed.moment();
    moment.asOf().ifPresent(asOf -> freshness.setAsOf(RideMessages.message(asOf)));
    moment.age().ifPresent(age -> freshness.setAge(message(age)));
    return freshness.build();
  }

  /** A cell; without the counts, or the expectations, that the feed lets nobody know. */
  static CellDemand cell(CellOutlook outlook, FeedReading feed) {
    var counts = outlook.counts();
    var cell = CellDemand.newBuilder().setCell(Cells.text(counts.cell()));
    if (feed.counts()) {
      cell.setSessions(counts.sessions())
          .setRequests(counts.requests())
          .setOpenRequests(counts.openRequests())
          .setCancelled(counts.cancelled());
    }
    if (feed.expects()) {
      var expected = outlook.expected();
      cell.setExpectedSessions(expected.mean())
          .setExpectedSessionsLow(expected.quantile(0.1))
          .setExpectedSessionsHigh(expected.quantile(0.9))
          .setLogDemand(outlook.logDemand());
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
