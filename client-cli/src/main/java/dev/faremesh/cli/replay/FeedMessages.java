package dev.faremesh.cli.replay;

import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import dev.faremesh.cli.replay.FeedEvent.Activity;
import dev.faremesh.cli.replay.FeedEvent.DriverSeen;
import dev.faremesh.demand.v1.SessionReport;
import dev.faremesh.supply.v1.DriverReport;
import dev.faremesh.supply.v1.DriverState;
import dev.faremesh.supply.v1.DropOff;
import dev.faremesh.type.v1.FeedHeader;
import dev.faremesh.type.v1.Watermark;
import java.time.Duration;
import java.time.Instant;

/** What a feed tells, in the words of the contracts. */
final class FeedMessages {
  private final Feed feed;

  FeedMessages(Feed feed) {
    this.feed = feed;
  }

  FeedHeader header() {
    return FeedHeader.newBuilder()
        .setCity(feed.city())
        .setEpoch(timestamp(feed.epoch()))
        .setScale(feed.speed())
        .build();
  }

  Watermark watermark(Instant event) {
    return Watermark.newBuilder().setEventTime(timestamp(event)).build();
  }

  SessionReport session(FeedEvent.Session session, Instant at) {
    return SessionReport.newBuilder()
        .setRiderId(session.riderId())
        .setProduct(feed.product())
        .setPickup(latLng(session.pickup()))
        .setObservedTime(timestamp(at))
        .build();
  }

  DriverReport driver(DriverSeen driver, Instant at) {
    var report =
        DriverReport.newBuilder()
            .setDriverId(driver.driverId())
            .setProduct(feed.product())
            .setPosition(latLng(driver.position()))
            .setState(state(driver.activity()))
            .setObservedTime(timestamp(at))
            .setValidFor(duration(driver.lease()));
    if (driver.activity() instanceof Activity.OnTrip(var dropOff)) {
      dropOff.ifPresent(expected ->
          report.setDropOff(
              DropOff.newBuilder()
                  .setPosition(latLng(expected.position()))
                  .setExpectedTime(timestamp(expected.at()))));
    }
    return report.build();
  }

  private static DriverState state(Activity activity) {
    return switch (activity) {
      case Activity.Open _ -> DriverState.DRIVER_STATE_OPEN;
      case Activity.EnRoute _ -> DriverState.DRIVER_STATE_EN_ROUTE;
      case Activity.OnTrip _ -> DriverState.DRIVER_STATE_ON_TRIP;
    };
  }

  static LatLng latLng(Place position) {
    return LatLng.newBuilder()
        .setLatitude(position.latitude())
        .setLongitude(position.longitude())
        .build();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  private static com.google.protobuf.Duration duration(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }
}
