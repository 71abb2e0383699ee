package dev.faremesh.demand.rpc;

import static dev.faremesh.demand.rpc.RunningDemand.AIRPORT;
import static dev.faremesh.demand.rpc.RunningDemand.SQUARE;
import static dev.faremesh.demand.rpc.RunningDemand.START;
import static dev.faremesh.demand.rpc.RunningDemand.assertFails;
import static dev.faremesh.demand.rpc.RunningDemand.newId;
import static dev.faremesh.demand.rpc.SessionStream.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.demand.v1.CancelRideRequest;
import dev.faremesh.demand.v1.CompleteRideRequest;
import dev.faremesh.demand.v1.GetRideRequest;
import dev.faremesh.demand.v1.ListRidesRequest;
import dev.faremesh.demand.v1.Ride;
import dev.faremesh.demand.v1.RideState;
import dev.faremesh.demand.v1.StartRideRequest;
import io.grpc.Status.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class RideRpcTest {
  private final RunningDemand demand = RunningDemand.start();

  @AfterEach
  void stop() {
    demand.close();
  }

  @Test
  void requestedRideCarriesWhatWasAskedFor() {
    var request = RunningDemand.rideRequest("rider-7").setDropoff(AIRPORT).build();
    var ride = demand.calls.requestRide(request).getRide();

    assertThat(ride)
        .isEqualTo(
            Ride.newBuilder()
                .setRideId(ride.getRideId())
                .setRiderId("rider-7")
                .setCity("nyc")
                .setProduct("standard")
                .setPickup(SQUARE)
                .setDropoff(AIRPORT)
                .setState(RideState.RIDE_STATE_REQUESTED)
                .setRequestTime(timestamp(START))
                .build());
    assertThat(get(ride.getRideId())).isEqualTo(ride);
  }

  @Test
  void rideIsStartedAndCompleted() {
    var ride = demand.ride("rider-7");
    assertThat(ride.hasDropoff()).isFalse();
    demand.clock.advance(Duration.ofMinutes(4));
    var started = start(ride, newId(), "driver-11");
    demand.clock.advance(Duration.ofMinutes(17));
    var completed = complete(ride, newId());

    assertThat(started.getState()).isEqualTo(RideState.RIDE_STATE_STARTED);
    assertThat(started.getDriverId()).isEqualTo("driver-11");
    assertThat(started.hasEndTime()).isFalse();
    assertThat(completed.getState()).isEqualTo(RideState.RIDE_STATE_COMPLETED);
    assertThat(completed.getStartTime()).isEqualTo(timestamp(START.plusSeconds(240)));
    assertThat(completed.getEndTime()).isEqualTo(timestamp(START.plusSeconds(1260)));
  }

  @Test
  void cancelledRideCannotStart() {
    var ride = demand.ride("rider-7");
    assertThat(cancel(ride, newId()).getState()).isEqualTo(RideState.RIDE_STATE_CANCELLED);

    var info =
        assertFails(
            () -> start(ride, newId(), "driver-11"),
            Code.FAILED_PRECONDITION,
            "RIDE_STATE_CONFLICT");
    assertThat(info.getMetadataMap())
        .containsEntry("found", "CANCELLED")
        .containsEntry("expected", "REQUESTED")
        .containsEntry("rideId", ride.getRideId());
  }

  @Test
  void repeatedRequestGetsTheFirstAnswerAfterTheRideMovedOn() {
    var request = RunningDemand.rideRequest("rider-7").build();
    var first = demand.calls.requestRide(request);
    cancel(first.getRide(), newId());
    demand.clock.advance(Duration.ofSeconds(3));

    assertThat(demand.calls.requestRide(request)).isEqualTo(first);
    assertThat(demand.calls.listRides(ListRidesRequest.getDefaultInstance()).getRidesList())
        .hasSize(1);
  }

  @Test
  void requestIdIsTheSameInCapitals() {
    var request = RunningDemand.rideRequest("rider-7");
    var first = demand.calls.requestRide(request.build());
    request.setRequestId(request.getRequestId().toUpperCase(Locale.ROOT));

    assertThat(demand.calls.requestRide(request.build())).isEqualTo(first);
  }

  @Test
  void requestIdWithAnotherBodyIsRefused() {
    var request = RunningDemand.rideRequest("rider-7");
    demand.calls.requestRide(request.build());

    var info =
        assertFails(
            () -> demand.calls.requestRide(request.setPickup(AIRPORT).build()),
            Code.ALREADY_EXISTS,
            "REQUEST_ID_REUSED");
    assertThat(info.getMetadataMap()).containsEntry("requestId", request.getRequestId());
  }

  @Test
  void requestIdOfAnotherMethodIsRefused() {
    var ride = demand.ride("rider-7");
    var id = newId();
    start(ride, id, "driver-11");

    assertFails(() -> complete(ride, id), Code.ALREADY_EXISTS, "REQUEST_ID_REUSED");
    assertThat(get(ride.getRideId()).getState()).isEqualTo(RideState.RIDE_STATE_STARTED);
  }

  @Test
  void unknownRideIsNotFound() {
    var unknown = Ride.newBuilder().setRideId("ride-404").build();

    assertFails(() -> get("ride-404"), Code.NOT_FOUND, "RIDE_NOT_FOUND");
    assertFails(() -> cancel(unknown, newId()), Code.NOT_FOUND, "RIDE_NOT_FOUND");
    assertFails(() -> complete(unknown, newId()), Code.NOT_FOUND, "RIDE_NOT_FOUND");
    assertFails(() -> start(unknown, newId(), "driver-11"), Code.NOT_FOUND, "RIDE_NOT_FOUND");
  }

  @Test
  void pagesFollowOneAnother() {
    for (int i = 0; i < 5; i++) {
      demand.ride("rider-7");
    }
    var other = demand.ride("rider-11");
    cancel(other, newId());
    var firstPage = ListRidesRequest.newBuilder().setRiderId("rider-7").setPageSize(3);
    var first = demand.calls.listRides(firstPage.build());
    var second = demand.calls.listRides(firstPage.setPageToken(first.getNextPageToken()).build());

    assertThat(first.getRidesList()).hasSize(3);
    assertThat(second.getRidesList()).hasSize(2).doesNotContainAnyElementsOf(first.getRidesList());
    assertThat(second.getNextPageToken()).isEmpty();
    assertThat(
            demand
                .calls
                .listRides(
                    ListRidesRequest.newBuilder()
                        .setCity("nyc")
                        .setState(RideState.RIDE_STATE_CANCELLED)
                        .build())
                .getRidesList())
        .extracting(Ride::getRideId)
        .containsExactly(other.getRideId());
  }

  @Test
  void pageTokenOfAnotherListIsRefused() {
    demand.ride("rider-7");
    demand.ride("rider-7");
    var page = ListRidesRequest.newBuilder().setRiderId("rider-7").setPageSize(1);
    page.setPageToken(demand.calls.listRides(page.build()).getNextPageToken());

    assertFails(
        () -> demand.calls.listRides(page.clone().setRiderId("rider-11").build()),
        Code.INVALID_ARGUMENT,
        "PAGE_TOKEN_INVALID");
    assertFails(
        () -> demand.calls.listRides(page.clone().setPageToken("no token").build()),
        Code.INVALID_ARGUMENT,
        "PAGE_TOKEN_INVALID");
  }

  @Test
  void rideTimesAreInTheEventTimeOfTheCity() throws Exception {
    var epoch = Instant.parse("2013-01-01T20:00:00Z");
    demand.sessions().replay("nyc", epoch, 600).taken(1);
    demand.clock.advance(Duration.ofSeconds(2));

    assertThat(demand.ride("rider-7").getRequestTime())
        .isEqualTo(timestamp(epoch.plusSeconds(1200)));
  }

  private Ride get(String rideId) {
    return demand.calls.getRide(GetRideRequest.newBuilder().setRideId(rideId).build()).getRide();
  }

  private Ride start(Ride ride, String requestId, String driverId) {
    return demand
        .calls
        .startRide(
            StartRideRequest.newBuilder()
                .setRequestId(requestId)
                .setRideId(ride.getRideId())
                .setDriverId(driverId)
                .build())
        .getRide();
  }

  private Ride complete(Ride ride, String requestId) {
    return demand
        .calls
        .completeRide(
            CompleteRideRequest.newBuilder()
                .setRequestId(requestId)
                .setRideId(ride.getRideId())
                .build())
        .getRide();
  }

  private Ride cancel(Ride ride, String requestId) {
    return demand
        .calls
        .cancelRide(
            CancelRideRequest.newBuilder()
                .setRequestId(requestId)
                .setRideId(ride.getRideId())
                .build())
        .getRide();
  }
}
