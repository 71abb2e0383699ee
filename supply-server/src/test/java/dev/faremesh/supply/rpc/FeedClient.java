package dev.faremesh.supply.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.supply.v1.DriverReport;
import dev.faremesh.supply.v1.ReportDriversRequest;
import dev.faremesh.supply.v1.ReportDriversResponse;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import dev.faremesh.type.v1.Acknowledgement;
import dev.faremesh.type.v1.FeedHeader;
import dev.faremesh.type.v1.Watermark;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The client's end of one stream of reports. */
final class FeedClient implements StreamObserver<ReportDriversResponse> {
  private final InstantSource clock;
  private final BlockingQueue<Acknowledgement> acknowledgements = new LinkedBlockingQueue<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final CompletableFuture<Boolean> completed = new CompletableFuture<>();
  private StreamObserver<ReportDriversRequest> out = new Unopened();

  FeedClient(InstantSource clock) {
    this.clock = clock;
  }

  void start(SupplyServiceGrpc.SupplyServiceStub stub) {
    out = stub.reportDrivers(this);
  }

  void send(ReportDriversRequest message) {
    out.onNext(message);
  }

  void send(FeedHeader.Builder header) {
    send(ReportDriversRequest.newBuilder().setHeader(header).build());
  }

  void send(DriverReport.Builder report) {
    send(ReportDriversRequest.newBuilder().setReport(report).build());
  }

  void sendWatermark(Instant told) {
    var watermark = Watermark.newBuilder().setEventTime(EventTimes.timestamp(told));
    send(ReportDriversRequest.newBuilder().setWatermark(watermark).build());
  }

  /** Opens a live feed of New York. */
  FeedClient live() throws InterruptedException {
    send(FeedHeader.newBuilder().setCity("nyc"));
    assertTaken();
    return this;
  }

  /** Opens a replay of New York. */
  FeedClient replay(Instant epoch, double scale) throws InterruptedException {
    send(Messages.replay("nyc", epoch, scale));
    assertTaken();
    return this;
  }

  /** Reports an open driver at Times Square as of now, of the wall clock, and sees it taken. */
  void reportOpen(String driver, int leaseSeconds) throws InterruptedException {
    send(Messages.open(driver, clock.instant(), leaseSeconds));
    assertTaken();
  }

  Acknowledgement next() throws InterruptedException {
    var acknowledgement = acknowledgements.poll(20, TimeUnit.SECONDS);
    assertThat(acknowledgement).as("an acknowledgement").isNotNull();
    return acknowledgement;
  }

  void assertTaken() throws InterruptedException {
    assertThat(next().hasRejection()).isFalse();
  }

  void assertRejected(String reason) throws InterruptedException {
    assertThat(next().getRejection().getInfo().getReason()).isEqualTo(reason);
  }

  Throwable failure() {
    return failure.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** Half-closes, and waits for the server to do the same. */
  void complete() {
    out.onCompleted();
    assertThat(completed.orTimeout(20, TimeUnit.SECONDS).join()).isTrue();
  }

  void breakOff() {
    ((ClientCallStreamObserver<ReportDriversRequest>) out).cancel("the phone fell", null);
  }

  @Override
  public void onNext(ReportDriversResponse response) {
    acknowledgements.add(response.getAcknowledgement());
  }

  @Override
  public void onError(Throwable t) {
    failure.complete(t);
    completed.complete(false);
  }

  @Override
  public void onCompleted() {
    completed.complete(true);
  }

  private static final class Unopened implements StreamObserver<ReportDriversRequest> {
    @Override
    public void onNext(ReportDriversRequest message) {
      throw new IllegalStateException("start first");
    }

    @Override
    public void onError(Throwable t) {}

    @Override
    public void onCompleted() {}
  }
}
