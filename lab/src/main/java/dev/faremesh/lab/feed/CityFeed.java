package dev.faremesh.lab.feed;

import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.ReportSessionsRequest;
import dev.faremesh.demand.v1.ReportSessionsResponse;
import dev.faremesh.lab.v1.Feed;
import dev.faremesh.supply.v1.ReportDriversRequest;
import dev.faremesh.supply.v1.ReportDriversResponse;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import dev.faremesh.type.v1.FeedHeader;
import dev.faremesh.type.v1.Watermark;
import io.grpc.Channel;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Tells supply and demand what happens in a {@link Street}, in event time that may run faster than
 * the wall's: at a scale of 5, a fault of ten seconds is fifty seconds long. The first minutes are
 * told at once, so that signals are live from the beginning. A server that was restarted hears from
 * then on, and knows as little as it would in life.
 */
public final class CityFeed implements AutoCloseable {
  private static final Instant EPOCH = Instant.parse("2026-06-19T22:00:00Z");
  private static final long STEP_MILLIS = 50;
  private static final int REPORT_EVERY_STEPS = 40;

  private final Feed feed;
  private final EventTime time;
  private final Street street;
  private final Reports<ReportDriversRequest, ReportDriversResponse> drivers;
  private final Reports<ReportSessionsRequest, ReportSessionsResponse> sessions;
  private final Thread thread;
  private volatile boolean stopped;

  /**
   * Starts to tell.
   *
   * @param supply a channel to the server that drivers report to
   * @param demand likewise of riders
   */
  public CityFeed(Feed feed, Channel supply, Channel demand, long seed) {
    this.feed = feed;
    this.time = new EventTime(EPOCH.plus(EventTime.HISTORY), feed.getScale(), System.nanoTime());
    this.street = new Street(feed.getProduct(), EPOCH, seed);
    this.drivers =
        new Reports<>(SupplyServiceGrpc.newStub(supply).withWaitForReady()::reportDrivers);
    this.sessions =
        new Reports<>(DemandServiceGrpc.newStub(demand).withWaitForReady()::reportSessions);
    openDrivers(EPOCH);
    openSessions(EPOCH);
    tellDrivers(time.now());
    tellSessions(EPOCH, time.now());
    this.thread = Thread.ofPlatform().daemon().name("feed").start(this::run);
  }

  private void run() {
    var told = time.now();
    try {
      for (int step = 0; !stopped; step++) {
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        var now = time.now();
        if (drivers.broken()) {
          openDrivers(now);
          tellDrivers(now);
        }
        if (sessions.broken()) {
          openSessions(now);
        }
        if (step % REPORT_EVERY_STEPS == 0) {
          tellDrivers(now);
        }
        tellSessions(told, now);
        told = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void openDrivers(Instant from) {
    drivers.open(ReportDriversRequest.newBuilder().setHeader(header(from)).build());
  }

  private void openSessions(Instant from) {
    sessions.open(ReportSessionsRequest.newBuilder().setHeader(header(from)).build());
  }

  private FeedHeader header(Instant from) {
    return FeedHeader.newBuilder()
        .setCity(feed.getCity())
        .setEpoch(EventTime.timestamp(from))
        .setScale(feed.getScale())
        .build();
  }

  private void tellDrivers(Instant now) {
    street
        .driversAt(now)
        .forEach(
            report -> drivers.tell(ReportDriversRequest.newBuilder().setReport(report).build()));
    drivers.tell(ReportDriversRequest.newBuilder().setWatermark(watermark(now)).build());
  }

  private void tellSessions(Instant from, Instant now) {
    street
        .ridersBetween(from, now)
        .forEach(
            report -> sessions.tell(ReportSessionsRequest.newBuilder().setReport(report).build()));
    sessions.tell(ReportSessionsRequest.newBuilder().setWatermark(watermark(now)).build());
    drivers.tell(ReportDriversRequest.newBuilder().setWatermark(watermark(now)).build());
  }

  private static Watermark watermark(Instant now) {
    return Watermark.newBuilder().setEventTime(EventTime.timestamp(now)).build();
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
  }
}
