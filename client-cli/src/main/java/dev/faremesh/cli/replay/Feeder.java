package dev.faremesh.cli.replay;

import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.ReportSessionsRequest;
import dev.faremesh.demand.v1.ReportSessionsResponse;
import dev.faremesh.supply.v1.ReportDriversRequest;
import dev.faremesh.supply.v1.ReportDriversResponse;
import dev.faremesh.supply.v1.SupplyServiceGrpc;
import io.grpc.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells supply-server and demand-server what happens, each event at its time or later, never
 * before. Event time is the feed's epoch plus its speed times the wall time since the start.
 *
 * <p>Drivers and sessions go over one stream each, under the same header; rides are calls of their
 * own. A watermark on both streams says every {@link #WATERMARK_EVERY} how far has been told, so
 * that a feeder which cannot keep its pace holds event time back on the servers. When a server
 * cannot take more, the feeder waits: nothing is dropped.
 *
 * <p>{@link #run} runs once, on one thread; {@link #stop} may be called by any.
 */
public final class Feeder {
  /** In wall time. */
  static final Duration WATERMARK_EVERY = Duration.ofMillis(20);

  /** Waits are this long at least: many short ones would cost more than the events do. */
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(2);

  private final Feed feed;
  private final FeedMessages messages;
  private final WallClock clock;
  private final FeedCounts counts;
  private final Runnable onPause;
  private final AtomicBoolean stopped = new AtomicBoolean();

  private final ReportStream<ReportDriversRequest, ReportDriversResponse> drivers;
  private final ReportStream<ReportSessionsRequest, ReportSessionsResponse> sessions;
  private final RideCalls rides;

  private long start;
  private Duration lastTold = Duration.ZERO;
  private volatile Instant watermark;

  /**
   * Opens both streams.
   *
   * @param run makes the request ids of this run differ from those of others
   * @param onPause runs on the feeder's thread, about every {@link #WATERMARK_EVERY}; must be quick
   */
  public Feeder(
      Channel supply,
      Channel demand,
      Feed feed,
      String run,
      WallClock clock,
      FeedCounts counts,
      Runnable onPause) {
    this.feed = feed;
    this.messages = new FeedMessages(feed);
    this.clock = clock;
    this.counts = counts;
    this.onPause = onPause;
    this.watermark = feed.epoch();
    this.drivers =
        ReportStream.open(
            "ReportDrivers",
            SupplyServiceGrpc.newStub(supply)::reportDrivers,
            ReportDriversResponse::getAcknowledgement,
            counts);
    this.sessions =
        ReportStream.open(
            "ReportSessions",
            DemandServiceGrpc.newStub(demand)::reportSessions,
            ReportSessionsResponse::getAcknowledgement,
            counts);
    this.rides = new RideCalls(DemandServiceGrpc.newStub(demand), feed, run, counts);
  }

  /**
   * Tells everything that happens, and waits until all of it is answered.
   *
   * @param script in the order of time
   * @param most ends the feed after so much wall time
   * @return the wall time that it took
   * @throws io.grpc.StatusRuntimeException when a stream breaks
   */
  public Duration run(Iterator<Moment> script, Duration most) throws InterruptedException {
    try {
      open();
      start = clock.nanos();
      var last = feed.epoch();
      while (script.hasNext()) {
        var moment = script.next();
        if (!waitFor(moment.at(), most)) {
          break;
        }
        counts.lagged(elapsed().minus(feed.until(moment.at())));
        for (FeedEvent event : moment.events()) {
          tell(event, moment.at());
        }
        counts.add(Count.MOMENTS);
        last = moment.at();
      }
      sendWatermark(last);
      rides.finish();
      drivers.finish();
      sessions.finish();
      drivers.awaitEnd();
      sessions.awaitEnd();
      return elapsed();
    } finally {
      drivers.abandon();
      sessions.abandon();
    }
  }

  /** Ends the feed soon, as if its script ended there. */
  public void stop() {
    stopped.set(true);
  }

  /** The event time that has been told. */
  public Instant told() {
    return watermark;
  }

  /** A server that is not warm yet takes its time here, before event time counts. */
  private void open() throws InterruptedException {
    var header = messages.header();
    drivers.send(ReportDriversRequest.newBuilder().setHeader(header).build(), false);
    sessions.send(ReportSessionsRequest.newBuilder().setHeader(header).build(), false);
    sendWatermark(feed.epoch());
    drivers.awaitAnswers();
    sessions.awaitAnswers();
  }

  /** Waits until it is time, telling watermarks meanwhile; false when the feed shall end before. */
  private boolean waitFor(Instant at, Duration most) throws InterruptedException {
    var due = feed.until(at);
    while (true) {
      var now = elapsed();
      if (stopped.get() || now.compareTo(most) >= 0) {
        return false;
      }
      if (now.minus(lastTold).compareTo(WATERMARK_EVERY) >= 0) {
        lastTold = now;
        var running = feed.after(now);
        sendWatermark(running.isBefore(at) ? running : at.minusMillis(1));
        onPause.run();
      }
      var left = due.minus(now);
      if (!left.isPositive()) {
        return true;
      }
      clock.sleep(atLeast(SHORTEST_WAIT, atMost(WATERMARK_EVERY, left)));
    }
  }

  private void sendWatermark(Instant told) throws InterruptedException {
    if (told.isBefore(watermark)) {
      return; // an event out of order: what was said stays true of the rest
    }
    watermark = told;
    var message = messages.watermark(told);
    drivers.send(ReportDriversRequest.newBuilder().setWatermark(message).build(), false);
    sessions.send(ReportSessionsRequest.newBuilder().setWatermark(message).build(), false);
  }

  private void tell(FeedEvent event, Instant at) throws InterruptedException {
    switch (event) {
      case FeedEvent.Session session -> {
        var report = messages.session(session, at);
        sessions.send(ReportSessionsRequest.newBuilder().setReport(report).build(), true);
        counts.add(Count.SESSIONS);
      }
      case FeedEvent.DriverSeen driver -> {
        var report = messages.driver(driver, at);
        drivers.send(ReportDriversRequest.newBuilder().setReport(report).build(), true);
        counts.add(Count.DRIVER_REPORTS);
      }
      case FeedEvent.Request request -> rides.request(request);
      case FeedEvent.Pickup pickup -> rides.pickup(pickup);
      case FeedEvent.Completion completion -> rides.complete(completion);
      case FeedEvent.Cancellation cancellation -> rides.cancel(cancellation);
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(clock.nanos() - start);
  }

  private static Duration atLeast(Duration least, Duration time) {
    return time.compareTo(least) < 0 ? least : time;
  }

  private static Duration atMost(Duration most, Duration time) {
    return time.compareTo(most) > 0 ? most : time;
  }
}
