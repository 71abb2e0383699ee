package dev.faremesh.demand.rpc;

import static dev.faremesh.demand.rpc.RunningDemand.AIRPORT;
import static dev.faremesh.demand.rpc.RunningDemand.AIRPORT_CELL;
import static dev.faremesh.demand.rpc.RunningDemand.SQUARE;
import static dev.faremesh.demand.rpc.RunningDemand.SQUARE_CELL;
import static dev.faremesh.demand.rpc.RunningDemand.START;
import static dev.faremesh.demand.rpc.RunningDemand.assertError;
import static dev.faremesh.demand.rpc.RunningDemand.latLng;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.faremesh.demand.v1.ReportSessionsRequest;
import dev.faremesh.type.v1.FeedHeader;
import dev.faremesh.type.v1.Watermark;
import io.grpc.Status.Code;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SessionFeedTest {
  /** Far beyond what a timestamp can say, and what protovalidate itself can read. */
  private static final Timestamp NO_TIME = Timestamp.newBuilder().setSeconds(1L << 62).build();

  private final RunningDemand demand = RunningDemand.start();

  @AfterEach
  void stop() {
    demand.close();
  }

  @Test
  void badMessageIsExplainedInOrderAndTheStreamGoesOn() throws Exception {
    var stream = demand.sessions().live("nyc");
    stream.session("rider-7", SQUARE, START);
    stream.session("rider-11", latLng(90.5, 0), START);
    stream.session("rider-13", SQUARE, START);

    assertThat(stream.next().getSequence()).isEqualTo(1);
    assertThat(stream.next().getSequence()).isEqualTo(2);
    var bad = stream.next();
    assertThat(bad.getSequence()).isEqualTo(3);
    assertThat(bad.getRejection().getInfo().getReason()).isEqualTo("VALIDATION_FAILED");
    assertThat(bad.getRejection().getMessage()).contains("report.pickup");
    var good = stream.next();
    assertThat(good.getSequence()).isEqualTo(4);
    assertThat(good.hasRejection()).isFalse();
    demand.clock.advance(Duration.ofSeconds(30));
    assertThat(demand.demandAt(SQUARE_CELL).getSessions()).isEqualTo(2);
  }

  @Test
  void streamThatBeginsWithAReportIsRefused() throws Exception {
    var failure = demand.sessions().session("rider-7", SQUARE, START).failure();

    var info = assertError(failure, Code.INVALID_ARGUMENT, "HEADER_EXPECTED");
    assertThat(info.getMetadataMap()).containsEntry("found", "REPORT");
  }

  @Test
  void streamThatBeginsWithAWatermarkIsRefused() throws Exception {
    var failure = demand.sessions().watermark(START).failure();

    assertError(failure, Code.INVALID_ARGUMENT, "HEADER_EXPECTED");
  }

  @Test
  void secondHeaderIsRejectedAndTheStreamGoesOn() throws Exception {
    var stream = demand.sessions().live("nyc").taken(1);

    assertThat(stream.live("boston").rejection()).isEqualTo("HEADER_REPEATED");
    stream.session("rider-7", SQUARE, START).taken(1);
  }

  @Test
  void badHeaderIsRejectedAndMayBePutRight() throws Exception {
    var stream = demand.sessions().live("New York");
    assertThat(stream.rejection()).isEqualTo("VALIDATION_FAILED");
    stream.header(FeedHeader.newBuilder().setCity("nyc").setScale(60));
    assertThat(stream.rejection()).isEqualTo("VALIDATION_FAILED");
    stream.header(FeedHeader.newBuilder().setCity("nyc").setEpoch(NO_TIME));
    assertThat(stream.rejection()).isEqualTo("VALIDATION_FAILED");

    stream.live("nyc").session("rider-7", SQUARE, START).taken(2);
  }

  @Test
  void messageWithoutContentIsRejected() throws Exception {
    var stream = demand.sessions().live("nyc").taken(1);

    stream.send(ReportSessionsRequest.getDefaultInstance());
    assertThat(stream.rejection()).isEqualTo("VALIDATION_FAILED");
  }

  @Test
  void headersThatContradictAreRefused() throws Exception {
    demand.sessions().live("nyc").taken(1);
    var epoch = START.minus(Duration.ofDays(30));

    var other = demand.sessions().replay("nyc", epoch, 60).failure();
    var info = assertError(other, Code.FAILED_PRECONDITION, "EVENT_TIME_CONFLICT");
    assertThat(info.getMetadataMap()).containsEntry("city", "nyc");
    demand.sessions().replay("boston", epoch, 60).taken(1);
    demand.sessions().live("nyc").taken(1);
  }

  @Test
  void riderWhoLooksAgainMovesAndCountsOnce() throws Exception {
    var stream = demand.sessions().live("nyc").session("rider-7", SQUARE, START);
    stream.session("rider-11", SQUARE, START).session("rider-7", AIRPORT, START.plusSeconds(5));
    stream.taken(4);
    demand.clock.advance(Duration.ofSeconds(30));

    assertThat(demand.demandAt(SQUARE_CELL).getSessions()).isEqualTo(1);
    assertThat(demand.demandAt(AIRPORT_CELL).getSessions()).isEqualTo(1);
  }

  @Test
  void timesOutsideOfWhatCanBeAreRejected() throws Exception {
    var stream = demand.sessions().live("nyc").taken(1);

    stream.session("rider-7", SQUARE, START.minusSeconds(301));
    assertThat(stream.rejection()).isEqualTo("SESSION_TOO_OLD");
    stream.session("rider-7", SQUARE, START.plusSeconds(61));
    assertThat(stream.rejection()).isEqualTo("OBSERVED_IN_FUTURE");
    stream.send(
        ReportSessionsRequest.newBuilder()
            .setReport(SessionStream.report("rider-7", SQUARE, START).setObservedTime(NO_TIME))
            .build());
    assertThat(stream.rejection()).isEqualTo("VALIDATION_FAILED");
    stream.send(
        ReportSessionsRequest.newBuilder()
            .setWatermark(Watermark.newBuilder().setEventTime(NO_TIME))
            .build());
    assertThat(stream.rejection()).isEqualTo("VALIDATION_FAILED");
    stream.session("rider-7", SQUARE, START.minusSeconds(299)).taken(1);
  }

  @Test
  void notANumberIsNoPlace() throws Exception {
    var stream = demand.sessions().live("nyc").taken(1);

    stream.session("rider-7", latLng(Double.NaN, -73.9855), START);
    assertThat(stream.rejection()).isEqualTo("VALIDATION_FAILED");
    stream.session("rider-7", latLng(40.758, Double.POSITIVE_INFINITY), START);
    assertThat(stream.rejection()).isEqualTo("VALIDATION_FAILED");
  }

  @Test
  void messageOverTheSizeLimitEndsTheStreamAndLosesNothing() throws Exception {
    var stream = demand.sessions().live("nyc").session("rider-7", SQUARE, START).taken(2);
    demand.clock.advance(Duration.ofSeconds(30));
    stream.session("r".repeat(2 << 20), SQUARE, START);

    assertError(stream.failure(), Code.RESOURCE_EXHAUSTED, "MESSAGE_TOO_LARGE");
    assertThat(demand.demandAt(SQUARE_CELL).getSessions()).isEqualTo(1);
    demand.sessions().replay("nyc", START.minus(Duration.ofDays(30)), 60).taken(1);
  }

  @Test
  void halfClosedStreamKeepsWhatWasAccepted() throws Exception {
    var stream = demand.sessions().live("nyc").session("rider-7", SQUARE, START).taken(2);
    demand.clock.advance(Duration.ofSeconds(30));
    stream.complete();
    demand.clock.advance(Duration.ofSeconds(60));

    var response = demand.demand(SQUARE_CELL);
    assertThat(response.getCells(0).getSessions()).isEqualTo(1);
    assertThat(response.getFreshness().getAge().getSeconds()).isEqualTo(60);
    assertThat(response.getFreshness().getCoverage()).isEqualTo(0.1);
  }

  @Test
  void streamWithoutAMessageEndsWell() throws Exception {
    demand.sessions().complete();
  }
}
