package dev.faremesh.demand.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.ReportSessionsRequest;
import dev.faremesh.demand.v1.ReportSessionsResponse;
import dev.faremesh.demand.v1.SessionReport;
import dev.faremesh.type.v1.Acknowledgement;
import dev.faremesh.type.v1.FeedHeader;
import dev.faremesh.type.v1.Watermark;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client's side of a stream of sessions. */
final class SessionStream implements StreamObserver<ReportSessionsResponse> {
  private final BlockingQueue<Acknowledgement> acknowledgements = new LinkedBlockingQueue<>();
  private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
  private final StreamObserver<ReportSessionsRequest> requests;

  private SessionStream(Channel channel) {
    this.requests = DemandServiceGrpc.newStub(channel).reportSessions(this);
  }

  static SessionStream open(Channel channel) {
    return new SessionStream(channel);
  }

  SessionStream send(ReportSessionsRequest message) {
    requests.onNext(message);
    return this;
  }

  SessionStream header(FeedHeader.Builder header) {
    return send(ReportSessionsRequest.newBuilder().setHeader(header).build());
  }

  SessionStream live(String city) {
    return header(FeedHeader.newBuilder().setCity(city));
  }

  SessionStream replay(String city, Instant epoch, double scale) {
    return header(FeedHeader.newBuilder().setCity(city).setEpoch(timestamp(epoch)).setScale(scale));
  }

  SessionStream session(String riderId, LatLng pickup, Instant observed) {
    return send(
        ReportSessionsRequest.newBuilder().setReport(report(riderId, pickup, observed)).build());
  }

  SessionStream watermark(Instant time) {
    return send(
        ReportSessionsRequest.newBuilder()
            .setWatermark(Watermark.newBuilder().setEventTime(timestamp(time)))
            .build());
  }

  static SessionReport.Builder report(String riderId, LatLng pickup, Instant observed) {
    return SessionReport.newBuilder()
        .setRiderId(riderId)
        .setProduct("standard")
        .setPickup(pickup)
        .setObservedTime(timestamp(observed));
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /** Waits for the next acknowledgement. */
  Acknowledgement next() throws InterruptedException {
    var acknowledgement = acknowledgements.poll(5, TimeUnit.SECONDS);
    assertThat(acknowledgement).as("an acknowledgement").isNotNull();
    return acknowledgement;
  }

  /** Waits until so many messages were taken. */
  SessionStream taken(int messages) throws InterruptedException {
    for (int i = 0; i < messages; i++) {
      var acknowledgement = next();
      assertThat(acknowledgement.hasRejection()).as("%s", acknowledgement).isFalse();
    }
    return this;
  }

  /** Waits for the next acknowledgement, which is a rejection, and gives its reason. */
  String rejection() throws InterruptedException {
    var acknowledgement = next();
    assertThat(acknowledgement.getRejection().getMessage()).isNotEmpty();
    return acknowledgement.getRejection().getInfo().getReason();
  }

  /** Half-closes, and waits for the server to end the stream. */
  void complete() throws Exception {
    requests.onCompleted();
    assertThat(end.get(5, TimeUnit.SECONDS)).isEmpty();
  }

  /** Breaks the stream off. */
  void abort() {
    requests.onError(new IllegalStateException("broken off by the test"));
  }

  /** Waits for the server to refuse the stream. */
  Throwable failure() throws Exception {
    return end.get(5, TimeUnit.SECONDS).orElseThrow();
  }

  @Override
  public void onNext(ReportSessionsResponse response) {
    acknowledgements.add(response.getAcknowledgement());
  }

  @Override
  public void onError(Throwable failure) {
    end.complete(Optional.of(failure));
  }

  @Override
  public void onCompleted() {
    end.complete(Optional.empty());
  }
}
