package dev.faremesh.demand;

import static dev.faremesh.demand.RideState.CANCELLED;
import static dev.faremesh.demand.RideState.COMPLETED;
import static dev.faremesh.demand.RideState.REQUESTED;
import static dev.faremesh.demand.RideState.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class RideTest {
  private static final Instant ASKED = Instant.parse("2013-01-01T20:00:00Z");
  private static final Instant STARTED_AT = ASKED.plusSeconds(240);
  private static final Instant ENDED_AT = ASKED.plusSeconds(1260);
  private static final Agreement AGREEMENT =
      new Agreement("q-17", new Money("USD", 66, 740_000_000), ENDED_AT);

  private final Ride requested =
      Ride.requested(
          "ride-3",
          new RideCommand.Request(
              new UUID(5, 9),
              "rider-7",
              "nyc",
              "standard",
              new Position(40.758, -73.9855),
              Optional.empty(),
              Optional.empty()),
          Optional.of(AGREEMENT),
          ASKED);
  private final Ride started = requested.started("driver-11", STARTED_AT);

  @Test
  void newRideWaitsForADriver() {
    assertThat(requested.state()).isEqualTo(REQUESTED);
    assertThat(requested.requestTime()).isEqualTo(ASKED);
    assertThat(requested.driverId()).isEmpty();
  }

  @Test
  void startedRideKnowsItsDriver() {
    assertThat(started.state()).isEqualTo(STARTED);
    assertThat(started.driverId()).contains("driver-11");
    assertThat(started.startTime()).contains(STARTED_AT);
    assertThat(started.endTime()).isEmpty();
  }

  @Test
  void completedRideKeepsDriverAndStart() {
    var completed = started.completed(ENDED_AT);

    assertThat(completed.state()).isEqualTo(COMPLETED);
    assertThat(completed.driverId()).contains("driver-11");
    assertThat(completed.startTime()).contains(STARTED_AT);
    assertThat(completed.endTime()).contains(ENDED_AT);
  }

  @Test
  void cancelledRideNeverHadADriver() {
    var cancelled = requested.cancelled(ENDED_AT);

    assertThat(cancelled.state()).isEqualTo(CANCELLED);
    assertThat(cancelled.driverId()).isEmpty();
    assertThat(cancelled.endTime()).contains(ENDED_AT);
  }

  @Test
  void agreementOutlivesTheRide() {
    assertThat(started.completed(ENDED_AT).agreement()).contains(AGREEMENT);
    assertThat(requested.cancelled(ENDED_AT).agreement()).contains(AGREEMENT);
  }

  @Test
  void onlyAWaitingRideStarts() {
    for (Ride ride :
        new Ride[] {started, started.completed(ENDED_AT), requested.cancelled(ENDED_AT)}) {
      assertConflict(() -> ride.started("driver-13", ENDED_AT), ride.state(), REQUESTED);
    }
  }

  @Test
  void onlyAWaitingRideIsCancelled() {
    for (Ride ride :
        new Ride[] {started, started.completed(ENDED_AT), requested.cancelled(ENDED_AT)}) {
      assertConflict(() -> ride.cancelled(ENDED_AT), ride.state(), REQUESTED);
    }
  }

  @Test
  void onlyAStartedRideIsCompleted() {
    for (Ride ride :
        new Ride[] {requested, started.completed(ENDED_AT), requested.cancelled(ENDED_AT)}) {
      assertConflict(() -> ride.completed(ENDED_AT), ride.state(), STARTED);
    }
  }

  @Test
  void rideWithoutADriverCannotBeOnItsWay() {
    assertThatThrownBy(() ->
            new Ride(
                "ride-3",
                "rider-7",
                "nyc",
                "standard",
                requested.pickup(),
                Optional.empty(),
                STARTED,
                Optional.empty(),
                ASKED,
                Optional.of(STARTED_AT),
                Optional.empty(),
                Optional.empty()))
        .hasMessage("driverId: Optional.empty (expected: present when STARTED)");
  }

  private static void assertConflict(ThrowingCallable move, RideState found, RideState expected) {
    assertThatThrownBy(move)
        .isInstanceOf(RideStateConflict.class)
        .hasMessage("ride ride-3 is %s (expected: %s)", found, expected);
  }
}
