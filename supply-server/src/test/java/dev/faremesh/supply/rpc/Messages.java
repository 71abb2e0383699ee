package dev.faremesh.supply.rpc;

import com.google.protobuf.Duration;
import com.google.type.LatLng;
import dev.faremesh.supply.v1.DriverReport;
import dev.faremesh.supply.v1.DriverState;
import dev.faremesh.type.v1.FeedHeader;
import java.time.Instant;

/** Places, and messages that tests vary. */
final class Messages {
  static final LatLng TIMES_SQUARE = position(40.7580, -73.9855);
  static final String TIMES_SQUARE_CELL = "882a100d67fffff";
  static final LatLng AIRPORT = position(40.6413, -73.7781);
  static final String AIRPORT_CELL = "882a103b1dfffff";

  private Messages() {}

  static LatLng position(double latitude, double longitude) {
    return LatLng.newBuilder().setLatitude(latitude).setLongitude(longitude).build();
  }

  static Duration seconds(long seconds) {
    return Duration.newBuilder().setSeconds(seconds).build();
  }

  static FeedHeader.Builder replay(String city, Instant epoch, double scale) {
    return FeedHeader.newBuilder()
        .setCity(city)
        .setEpoch(EventTimes.timestamp(epoch))
        .setScale(scale);
  }

  /** An open driver at Times Square. */
  static DriverReport.Builder open(String driver, Instant observed, int leaseSeconds) {
    return DriverReport.newBuilder()
        .setDriverId(driver)
        .setProduct("standard")
        .setPosition(TIMES_SQUARE)
        .setState(DriverState.DRIVER_STATE_OPEN)
        .setObservedTime(EventTimes.timestamp(observed))
        .setValidFor(seconds(leaseSeconds));
  }
}
