package dev.faremesh.lab.feed;

import com.google.protobuf.Duration;
import com.google.type.LatLng;
import dev.faremesh.demand.v1.SessionReport;
import dev.faremesh.supply.v1.DriverReport;
import dev.faremesh.supply.v1.DriverState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A few streets of a city: drivers who wait there, and riders who come by chance, more and more of
 * them. The same seed gives the same streets. Not safe for use by threads.
 */
final class Street {
  private static final double LATITUDE = 40.7580;
  private static final double LONGITUDE = -73.9855;
  private static final double SPREAD_DEGREES = 0.008;
  private static final int DRIVERS = 20;
  private static final Duration VALID_FOR = Duration.newBuilder().setSeconds(120).build();

  /** Riders a second at first, and by how much more each minute of event time. */
  private static final double RIDERS_PER_SECOND = 0.3;

  private static final double RISE_PER_MINUTE = 0.5;

  private final String product;
  private final Instant epoch;
  private final Random random;
  private final List<LatLng> drivers = new ArrayList<>();
  private long riders;

  Street(String product, Instant epoch, long seed) {
    this.product = product;
    this.epoch = epoch;
    this.random = new Random(seed);
    for (int i = 0; i < DRIVERS; i++) {
      drivers.add(place());
    }
  }

  private LatLng place() {
    return LatLng.newBuilder()
        .setLatitude(LATITUDE + (random.nextDouble() - 0.5) * SPREAD_DEGREES)
        .setLongitude(LONGITUDE + (random.nextDouble() - 0.5) * SPREAD_DEGREES)
        .build();
  }

  /** Where each driver is. */
  List<DriverReport> driversAt(Instant now) {
    var reports = new ArrayList<DriverReport>();
    for (int i = 0; i < drivers.size(); i++) {
      reports.add(
          DriverReport.newBuilder()
              .setDriverId("driver-" + i)
              .setProduct(product)
              .setPosition(drivers.get(i))
              .setState(DriverState.DRIVER_STATE_OPEN)
              .setObservedTime(EventTime.timestamp(now))
              .setValidFor(VALID_FOR)
              .build());
    }
    return reports;
  }

  /** The riders who looked at fares between two moments. */
  List<SessionReport> ridersBetween(Instant from, Instant to) {
    double seconds = ChronoUnit.NANOS.between(from, to) / 1e9;
    double minutes = ChronoUnit.NANOS.between(epoch.plus(EventTime.HISTORY), to) / 60e9;
    double expected =
        RIDERS_PER_SECOND * Math.max(1, 1 + RISE_PER_MINUTE * minutes) * Math.max(0, seconds);
    var reports = new ArrayList<SessionReport>();
    for (int left = poisson(expected); left > 0; left--) {
      var seen = from.plusNanos((long) (random.nextDouble() * seconds * 1e9));
      reports.add(
          SessionReport.newBuilder()
              .setRiderId("rider-" + riders++)
              .setProduct(product)
              .setPickup(place())
              .setObservedTime(EventTime.timestamp(seen))
              .build());
    }
    return reports;
  }

  private int poisson(double expected) {
    int count = 0;
    for (double sum = -Math.log(1 - random.nextDouble()); sum < expected; count++) {
      sum -= Math.log(1 - random.nextDouble());
    }
    return count;
  }
}
