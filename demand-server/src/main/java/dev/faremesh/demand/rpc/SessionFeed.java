package dev.faremesh.demand.rpc;

import dev.faremesh.demand.SessionOutcome;
import dev.faremesh.demand.v1.ReportSessionsRequest;
import dev.faremesh.demand.v1.SessionReport;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.mesh.stream.EventClock;
import dev.faremesh.mesh.stream.EventTimeConflict;
import dev.faremesh.mesh.stream.Rejected;
import dev.faremesh.mesh.stream.ReportHandler;
import dev.faremesh.type.v1.FeedHeader;
import io.grpc.Status;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One stream of sessions: a header that says of which city, then the sessions. */
final class SessionFeed implements ReportHandler<ReportSessionsRequest> {
  private final Cities cities;
  private @Nullable Opened opened;

  SessionFeed(Cities cities) {
    this.cities = cities;
  }

  @Override
  public void take(ReportSessionsRequest message) throws Rejected {
    if (message.hasHeader()) {
      open(message.getHeader());
      return;
    }
    var feed = opened;
    if (feed == null) {
      throw ErrorStatus.of(
          Status.Code.INVALID_ARGUMENT,
          "HEADER_EXPECTED",
          "the stream began with a %s (expected: a header)".formatted(message.getMessageCase()),
          Map.of("found", message.getMessageCase().name()));
    }
    if (message.hasWatermark()) {
      var time = message.getWatermark().getEventTime();
      feed.clock.watermark(DemandMessages.time(time));
    } else {
      count(feed.city, message.getReport());
    }
  }

  private void open(FeedHeader header) throws Rejected {
    if (opened != null) {
      throw new Rejected("HEADER_REPEATED", "a second header (expected: one, at the beginning)");
    }
    try {
      var city = cities.named(header.getCity());
      opened = new Opened(city, clock(city, header));
    } catch (EventTimeConflict e) {
      throw ErrorStatus.of(
          Status.Code.FAILED_PRECONDITION,
          "EVENT_TIME_CONFLICT",
          String.valueOf(e.getMessage()),
          Map.of("city", header.getCity()));
    }
  }

  private static EventClock.Feed clock(City city, FeedHeader header) throws EventTimeConflict {
    if (!header.hasEpoch()) {
      return city.openLive();
    }
    var epoch = DemandMessages.time(header.getEpoch());
    return city.openReplay(epoch, header.hasScale() ? header.getScale() : 1);
  }

  private static void count(City city, SessionReport report) throws Rejected {
    var observed = DemandMessages.time(report.getObservedTime());
    var pickup = RideMessages.position(report.getPickup());
    switch (city.session(report.getRiderId(), report.getProduct(), pickup, observed)) {
      case SessionOutcome.Taken() -> {}
      case SessionOutcome.TooOld(var earliest) ->
          throw new Rejected(
              "SESSION_TOO_OLD",
              "report.observed_time: %s (expected: %s or later)".formatted(observed, earliest));
      case SessionOutcome.ProductsFull(var most) ->
          throw new Rejected(
              "PRODUCTS_FULL",
              "report.product: %s (expected: one of the %d of this city)"
                  .formatted(report.getProduct(), most));
      case SessionOutcome.InFuture(var latest) ->
          throw new Rejected(
              "OBSERVED_IN_FUTURE",
              "report.observed_time: %s (expected: %s or earlier)".formatted(observed, latest));
    }
  }

  @Override
  public void ended() {
    if (opened != null) {
      opened.clock.end();
    }
  }

  @Override
  public void lost() {
    if (opened != null) {
      opened.clock.lose();
    }
  }

  private record Opened(City city, EventClock.Feed clock) {}
}
