package dev.faremesh.system;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import dev.faremesh.demand.v1.ReportSessionsRequest;
import dev.faremesh.demand.v1.ReportSessionsResponse;
import dev.faremesh.demand.v1.SessionReport;
import dev.faremesh.supply.v1.DriverReport;
import dev.faremesh.supply.v1.DriverState;
import dev.faremesh.supply.v1.ReportDriversRequest;
import dev.faremesh.supply.v1.ReportDriversResponse;
import dev.faremesh.type.v1.Acknowledgement;
import dev.faremesh.type.v1.FeedHeader;
import dev.faremesh.type.v1.Watermark;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Replays five minutes of a city, which pass at once, by a watermark: drivers and riders stand at a
 * place from the first second on. The feeds end orderly, which stops event time there.
 */
final class CityFeed {
  static final String CITY = "nyc";
  private static final Instant START = Instant.parse("2013-01-01T05:00:00Z");
  private static final Instant FIRST = START.plusSeconds(1);
  private static final Instant NOW = START.plusSeconds(300);

  private CityFeed() {}

  static void drivers(Clients clients, int count, LatLng at) {
    openDrivers(clients, count, at).finish();
  }

  /** Reports drivers on a stream that stays open. */
  static Open openDrivers(Clients clients, int count, LatLng at) {
    var stream = new Stream<ReportDriversResponse>(ReportDriversResponse::getAcknowledgement);
    var out = clients.supply().reportDrivers(stream);
    out.onNext(ReportDriversRequest.newBuilder().setHeader(header()).build());
    for (int i = 0; i < count; i++) {
      var report =
          DriverReport.newBuilder()
              .setDriverId("driver-" + i)
              .setProduct("standard")
              .setPosition(at)
              .setState(DriverState.DRIVER_STATE_OPEN)
              .setObservedTime(timestamp(FIRST))
              .setValidFor(Duration.newBuilder().setSeconds(300))
              .build();
      out.onNext(ReportDriversRequest.newBuilder().setReport(report).build());
    }
    stream.awaitAccepted(count + 1);
    return () -> {
      out.onNext(ReportDriversRequest.newBuilder().setWatermark(watermark()).build());
      out.onCompleted();
      stream.expectAccepted(count + 2);
    };
  }

  static void sessions(Clients clients, int count, LatLng at) {
    openSessions(clients, count, at).finish();
  }

  /** Reports sessions on a stream that stays open. */
  static Open openSessions(Clients clients, int count, LatLng at) {
    var stream = new Stream<ReportSessionsResponse>(ReportSessionsResponse::getAcknowledgement);
    var out = clients.demandStreams().reportSessions(stream);
    out.onNext(ReportSessionsRequest.newBuilder().setHeader(header()).build());
    for (int i = 0; i < count; i++) {
      var report =
          SessionReport.newBuilder()
              .setRiderId("rider-" + i)
              .setProduct("standard")
              .setPickup(at)
              .setObservedTime(timestamp(FIRST))
              .build();
      out.onNext(ReportSessionsRequest.newBuilder().setReport(report).build());
    }
    stream.awaitAccepted(count + 1);
    return () -> {
      out.onNext(ReportSessionsRequest.newBuilder().setWatermark(watermark()).build());
      out.onCompleted();
      stream.expectAccepted(count + 2);
    };
  }

  /** A stream of reports, all of which were accepted. */
  interface Open {
    /** Says that five minutes have passed, and ends the stream, which must end with OK. */
    void finish();
  }

  private static FeedHeader header() {
    return FeedHeader.newBuilder().setCity(CITY).setEpoch(timestamp(START)).setScale(1).build();
  }

  private static Watermark watermark() {
    return Watermark.newBuilder().setEventTime(timestamp(NOW)).build();
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).build();
  }

  private static final class Stream<R> implements StreamObserver<R> {
    private final Function<R, Acknowledgement> acknowledgementOf;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final List<Acknowledgement> seen = new CopyOnWriteArrayList<>();

    Stream(Function<R, Acknowledgement> acknowledgementOf) {
      this.acknowledgementOf = acknowledgementOf;
    }

    /** Waits for acknowledgements, or for an end of the stream that comes before. */
    void awaitAccepted(int count) {
      while (seen.size() < count && !ended.isDone()) {
        Pause.of(java.time.Duration.ofMillis(1));
      }
      if (ended.isDone()) {
        ended.join(); // says why, when it failed
      }
      expectSeen(count);
    }

    void expectAccepted(int count) {
      ended.join();
      expectSeen(count);
    }

    private void expectSeen(int count) {
      if (seen.size() != count || seen.stream().anyMatch(Acknowledgement::hasRejection)) {
        throw new AssertionError("acknowledged: " + seen + " (expected: " + count + " accepted)");
      }
    }

    @Override
    public void onNext(R response) {
      seen.add(acknowledgementOf.apply(response));
    }

    @Override
    public void onError(Throwable failure) {
      ended.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      ended.complete(null);
    }
  }
}
