package dev.faremesh.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.cli.replay.FeedEvent.Activity;
import dev.faremesh.cli.replay.FeedEvent.DriverSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayScriptTest {
  private static final Instant NOON = Instant.parse("2013-01-01T17:00:00Z");
  private static final Place PICKUP = new Place(40.75, -73.98);
  private static final Place DROPOFF = new Place(40.75, -73.90);

  @Test
  void startIsASessionARequestAPickupAndADriverOnATrip() {
    var moment = script(start(Optional.of(DROPOFF))).next();

    assertThat(moment.at()).isEqualTo(NOON);
    assertThat(moment.events())
        .startsWith(
            new FeedEvent.Session("rider-17", PICKUP),
            new FeedEvent.Request("17", "rider-17", PICKUP, Optional.of(DROPOFF)),
            new FeedEvent.Pickup("17", "driver-5"));
    var driver = (DriverSeen) moment.events().getLast();
    assertThat(driver.position()).isEqualTo(PICKUP);
    // 6.74 km as the crow flies, 1.35 times as far, at 21 km/h
    var dropOff = ((Activity.OnTrip) driver.activity()).dropOff().orElseThrow();
    assertThat(dropOff.position()).isEqualTo(DROPOFF);
    assertThat(Duration.between(NOON, dropOff.at()))
        .isBetween(Duration.ofMinutes(25), Duration.ofMinutes(27));
    assertThat(driver.lease())
        .isEqualTo(Duration.between(NOON, dropOff.at()).plus(Duration.ofMinutes(30)));
  }

  @Test
  void startWithoutDropOffIsADriverOnATripOfUnknownEnd() {
    var driver = (DriverSeen) script(start(Optional.empty())).next().events().getLast();

    assertThat(driver.activity()).isEqualTo(new Activity.OnTrip(Optional.empty()));
    assertThat(driver.lease()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void leaseOfALongTripIsCappedAtTwoHours() {
    var boston = new Place(42.36, -71.06);
    var driver = (DriverSeen) script(start(Optional.of(boston))).next().events().getLast();

    assertThat(driver.lease()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void endCompletesTheRideAndOpensTheDriver() {
    var script =
        script(start(Optional.of(DROPOFF)), new RideEvent.End("17", NOON, DROPOFF, "driver-5"));
    script.next();

    assertThat(script.next().events())
        .containsExactly(
            new FeedEvent.Completion("17"),
            new DriverSeen("driver-5", DROPOFF, new Activity.Open(), Duration.ofMinutes(10)));
  }

  @Test
  void endOfARideThatNeverStartedIsRejected() {
    var script = script(new RideEvent.End("23", NOON, DROPOFF, "driver-5"));

    assertThat(script.hasNext()).isFalse();
    assertThat(script.rejected()).isEqualTo(Map.of(Fault.NO_START, 1L));
  }

  private static RideEvent start(Optional<Place> dropoff) {
    return new RideEvent.Start("17", NOON, PICKUP, dropoff, "driver-5");
  }

  private static ReplayScript script(RideEvent... events) {
    return new ReplayScript(
        List.of(events).stream().<RideRow>map(RideRow.Told::new).toList().iterator());
  }
}
