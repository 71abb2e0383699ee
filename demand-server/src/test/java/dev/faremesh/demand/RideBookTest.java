package dev.faremesh.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faremesh.demand.store.HeapRideStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RideBookTest {
  private static final Instant START = Instant.parse("2013-01-01T20:00:00Z");
  private static final UUID FIRST = new UUID(0, 101);
  private static final UUID SECOND = new UUID(0, 102);
  private static final UUID THIRD = new UUID(0, 103);

  private final MutableClock clock = new MutableClock(START);
  private final ToldMarkets markets = new ToldMarkets(clock);
  private final AtomicInteger ids = new AtomicInteger();
  private final RideBook rides =
      new RideBook(
          new HeapRideStore(),
          markets,
          () -> "ride-" + ids.incrementAndGet(),
          new Redemptions(new KnownQuotes(), clock));

  @Test
  void rideGoesThroughItsLifeInEventTime() {
    var ride = rides.execute(request(FIRST, "rider-7"));
    clock.advance(Duration.ofMinutes(4));
    rides.execute(new RideCommand.Start(SECOND, ride.rideId(), "driver-11"));
    clock.advance(Duration.ofMinutes(17));
    rides.execute(new RideCommand.Complete(THIRD, ride.rideId()));

    var now = rides.ride(ride.rideId());
    assertThat(now.state()).isEqualTo(RideState.COMPLETED);
    assertThat(now.requestTime()).isEqualTo(START);
    assertThat(now.startTime()).contains(START.plus(Duration.ofMinutes(4)));
    assertThat(now.endTime()).contains(START.plus(Duration.ofMinutes(21)));
  }

  @Test
  void repeatedRequestMakesNoSecondRide() {
    var first = rides.execute(request(FIRST, "rider-7"));
    clock.advance(Duration.ofSeconds(3));

    assertThat(rides.execute(request(FIRST, "rider-7"))).isEqualTo(first);
    assertThat(ids).hasValue(1);
    assertThat(markets.told).containsExactly(first);
  }

  @Test
  void repeatedRequestGetsItsFirstAnswerAfterTheRideMovedOn() {
    var requested = rides.execute(request(FIRST, "rider-7"));
    var started = rides.execute(new RideCommand.Start(SECOND, requested.rideId(), "driver-11"));
    rides.execute(new RideCommand.Complete(THIRD, requested.rideId()));

    assertThat(rides.execute(request(FIRST, "rider-7"))).isEqualTo(requested);
    assertThat(rides.execute(new RideCommand.Start(SECOND, requested.rideId(), "driver-11")))
        .isEqualTo(started);
    assertThat(rides.ride(requested.rideId()).state()).isEqualTo(RideState.COMPLETED);
  }

  @Test
  void requestIdWithAnotherBodyIsRefused() {
    rides.execute(request(FIRST, "rider-7"));

    assertThatThrownBy(() -> rides.execute(request(FIRST, "rider-13")))
        .isInstanceOf(RequestIdReused.class)
        .hasMessageContaining(FIRST.toString());
    assertThat(ids).hasValue(1);
  }

  @Test
  void requestIdOfAnotherMethodIsRefused() {
    var ride = rides.execute(request(FIRST, "rider-7"));
    rides.execute(new RideCommand.Start(SECOND, ride.rideId(), "driver-11"));

    assertThatThrownBy(() -> rides.execute(new RideCommand.Complete(SECOND, ride.rideId())))
        .isInstanceOf(RequestIdReused.class);
    assertThat(rides.ride(ride.rideId()).state()).isEqualTo(RideState.STARTED);
  }

  @Test
  void refusedCommandLeavesItsRequestIdFree() {
    var ride = rides.execute(request(FIRST, "rider-7"));
    assertThatThrownBy(() -> rides.execute(new RideCommand.Complete(THIRD, ride.rideId())))
        .isInstanceOf(RideStateConflict.class);
    rides.execute(new RideCommand.Start(SECOND, ride.rideId(), "driver-11"));

    assertThat(rides.execute(new RideCommand.Complete(THIRD, ride.rideId())).state())
        .isEqualTo(RideState.COMPLETED);
  }

  @Test
  void unknownRideIsNotFound() {
    assertThatThrownBy(() -> rides.execute(new RideCommand.Cancel(FIRST, "ride-404")))
        .isInstanceOf(RideNotFound.class)
        .hasMessage("ride_id: ride-404 (expected: the id of a ride)");
    assertThatThrownBy(() -> rides.ride("ride-404")).isInstanceOf(RideNotFound.class);
  }

  @Test
  void marketsAreToldEveryChangeOnce() {
    var ride = rides.execute(request(FIRST, "rider-7"));
    var cancelled = rides.execute(new RideCommand.Cancel(SECOND, ride.rideId()));
    rides.execute(new RideCommand.Cancel(SECOND, ride.rideId()));

    assertThat(markets.told).containsExactly(ride, cancelled);
  }

  private static RideCommand request(UUID requestId, String riderId) {
    return new RideCommand.Request(
        requestId,
        riderId,
        "nyc",
        "standard",
        new Position(40.758, -73.9855),
        Optional.of(new Position(40.6413, -73.7781)),
        Optional.empty());
  }
}
