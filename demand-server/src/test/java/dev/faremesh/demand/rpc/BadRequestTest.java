package dev.faremesh.demand.rpc;

import static dev.faremesh.demand.rpc.RunningDemand.SQUARE_CELL;
import static dev.faremesh.demand.rpc.RunningDemand.assertError;
import static dev.faremesh.demand.rpc.RunningDemand.assertFails;
import static dev.faremesh.demand.rpc.RunningDemand.latLng;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faremesh.demand.v1.DemandServiceGrpc;
import dev.faremesh.demand.v1.GetDemandRequest;
import dev.faremesh.demand.v1.GetRideRequest;
import dev.faremesh.demand.v1.GetRideResponse;
import dev.faremesh.demand.v1.ListRidesRequest;
import dev.faremesh.demand.v1.RequestRideRequest;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that break the contract, on one server: none of them may leave a trace on it. */
@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadRequestTest {
  private final RunningDemand demand = RunningDemand.start();

  @AfterAll
  void stop() {
    demand.close();
  }

  @ParameterizedTest
  @CsvSource({"90.5,7", "-90.5,7", "11,180.5", "11,-180.5", "NaN,7", "11,NaN", "11,Infinity"})
  void placeThatIsNotOnEarthIsRefused(double lat, double lon) {
    refuse(RunningDemand.rideRequest("rider-7").setPickup(latLng(lat, lon)), "pickup");
    refuse(RunningDemand.rideRequest("rider-7").setDropoff(latLng(lat, lon)), "dropoff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "6f2b1a70-0000-4000-8000-00000000000", "not-a-uuid"})
  void requestIdThatIsNoUuidIsRefused(String id) {
    refuse(RunningDemand.rideRequest("rider-7").setRequestId(id), "request_id");
  }

  @Test
  void rideWithoutAPickupIsRefused() {
    refuse(RunningDemand.rideRequest("rider-7").clearPickup(), "pickup");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "882A100D67FFFFF", "872a100d6ffffff", "882a100d67ffff", "times-square"})
  void cellOfAnotherShapeIsRefused(String cell) {
    refuse(RunningDemand.demandRequest(SQUARE_CELL, cell), "cells[1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"88fffffffffffff", "880000000000000", "882a100d67ffff7"})
  void cellThatH3DoesNotKnowIsRefused(String cell) {
    var request = RunningDemand.demandRequest(SQUARE_CELL, cell).build();

    var info =
        assertFails(() -> demand.calls.getDemand(request), Code.INVALID_ARGUMENT, "CELL_INVALID");
    assertThat(info.getMetadataMap())
        .containsEntry("cell", cell)
        .containsEntry("field", "cells[1]");
  }

  @Test
  void noCellsAreRefused() {
    refuse(RunningDemand.demandRequest(), "cells");
  }

  @Test
  void tenThousandCellsAreRefused() {
    var cells = IntStream.range(0, 10_000).mapToObj("882a10%09x"::formatted).toArray(String[]::new);

    refuse(RunningDemand.demandRequest(cells), "cells");
  }

  @Test
  void sameCellTwiceIsRefused() {
    refuse(RunningDemand.demandRequest(SQUARE_CELL, SQUARE_CELL), "cells");
  }

  @Test
  void horizonOfAYearIsRefused() {
    var year = DemandMessages.message(Duration.ofDays(365));

    refuse(RunningDemand.demandRequest(SQUARE_CELL).setHorizon(year), "horizon");
  }

  @Test
  void negativePageSizeIsRefused() {
    var page = ListRidesRequest.newBuilder().setPageSize(-7).build();

    var info =
        assertFails(() -> demand.calls.listRides(page), Code.INVALID_ARGUMENT, "VALIDATION_FAILED");
    assertThat(info.getMetadataMap()).containsOnlyKeys("page_size");
  }

  @Test
  void messageOverTheSizeLimitIsRefused() {
    var request = GetRideRequest.newBuilder().setRideId("r".repeat(2 << 20)).build();

    assertFails(() -> demand.calls.getRide(request), Code.RESOURCE_EXHAUSTED, "MESSAGE_TOO_LARGE");
  }

  @Test
  void callThatIsHalfClosedWithoutARequestIsRefused() throws Exception {
    var closed = new CompletableFuture<Throwable>();
    var call = demand.channel.newCall(DemandServiceGrpc.getGetRideMethod(), CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<GetRideResponse>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            closed.complete(status.asRuntimeException(trailers));
          }
        },
        new Metadata());
    call.halfClose();

    var failure = closed.get(5, TimeUnit.SECONDS);
    assertError(failure, Code.INVALID_ARGUMENT, "REQUEST_EXPECTED");
  }

  private void refuse(RequestRideRequest.Builder request, String field) {
    var info =
        assertFails(
            () -> demand.calls.requestRide(request.build()),
            Code.INVALID_ARGUMENT,
            "VALIDATION_FAILED");
    assertThat(info.getMetadataMap()).containsOnlyKeys(field);
    assertThat(demand.calls.listRides(ListRidesRequest.getDefaultInstance()).getRidesList())
        .isEmpty();
  }

  private void refuse(GetDemandRequest.Builder request, String field) {
    var info =
        assertFails(
            () -> demand.calls.getDemand(request.build()),
            Code.INVALID_ARGUMENT,
            "VALIDATION_FAILED");
    assertThat(info.getMetadataMap()).containsOnlyKeys(field);
  }
}
