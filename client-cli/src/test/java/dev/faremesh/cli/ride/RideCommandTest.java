package dev.faremesh.cli.ride;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import com.google.type.LatLng;
import com.google.type.Money;
import dev.faremesh.cli.FakeMesh;
import dev.faremesh.demand.v1.CancelRideRequest;
import dev.faremesh.demand.v1.CompleteRideRequest;
import dev.faremesh.demand.v1.GetRideRequest;
import dev.faremesh.demand.v1.RequestRideRequest;
import dev.faremesh.demand.v1.Ride;
import dev.faremesh.demand.v1.RideState;
import dev.faremesh.demand.v1.StartRideRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class RideCommandTest {
  private static final String ID = "0b9c7d1e-5a3f-4c44-9d4b-7e2f1a6c8d90";

  private FakeMesh mesh;

  @BeforeEach
  void start() {
    mesh = FakeMesh.start();
    mesh.demand.ride = started();
  }

  @AfterEach
  void stop() {
    mesh.close();
  }

  @Test
  void tableShowsWhatIsKnownOfTheRide() {
    var run = mesh.fare("ride", "get", "r-17");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            ride       r-17
            state      started
            rider      ana
            driver     bo
            market     standard in nyc
            pickup     40.7580,-73.9855
            dropoff    -
            requested  2026-11-22T17:00:11Z
            started    2026-11-22T17:04:11Z
            ended      -
            """);
    assertThat(mesh.demand.request)
        .isEqualTo(GetRideRequest.newBuilder().setRideId("r-17").build());
    assertThat(run.code()).isZero();
  }

  @Test
  void jsonIsTheRideOfTheContract() throws Exception {
    var run = mesh.fare("ride", "get", "r-17", "-o", "json");

    var ride = Ride.newBuilder();
    JsonFormat.parser().merge(run.out(), ride);
    assertThat(ride.build()).isEqualTo(started());
  }

  @Test
  void requestCarriesPositionsAndRider() {
    var _ =
        mesh.fare("ride", "request", "40.7,-73.9", "-1.5,7", "--rider=ana", "--request-id=" + ID);

    assertThat(mesh.demand.request)
        .isEqualTo(
            RequestRideRequest.newBuilder()
                .setRequestId(ID)
                .setRiderId("ana")
                .setCity("nyc")
                .setProduct("standard")
                .setPickup(LatLng.newBuilder().setLatitude(40.7).setLongitude(-73.9))
                .setDropoff(LatLng.newBuilder().setLatitude(-1.5).setLongitude(7))
                .build());
  }

  @Test
  void rideWithAFareShowsItAndItsQuote() {
    mesh.demand.ride =
        started().toBuilder()
            .setQuoteId("q-17")
            .setFare(Money.newBuilder().setCurrencyCode("USD").setUnits(66).setNanos(740_000_000))
            .build();

    assertThat(mesh.fare("ride", "get", "r-17").out())
        .containsPattern("quote +q-17\\R")
        .containsPattern("fare +66.74 USD\\R");
  }

  @Test
  void quoteTokenAmongTheArgumentsIsWrongUsageAndNotRepeated() {
    var run = mesh.fare("ride", "request", "40.7,-73.9", "--rider=ana", "--quote-token", "Cg.AQ");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("--quote-token", "(expected: - for standard input, or @FILE)")
        .doesNotContain("Cg.AQ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--quote-token=-", "--quote-token -"})
  void quoteTokenIsReadFromStandardInput(String option) {
    var in = System.in;
    System.setIn(new ByteArrayInputStream("Cg.AQ\n".getBytes(StandardCharsets.UTF_8)));
    try {
      var _ = mesh.fare(("ride request 40.7,-73.9 --rider=ana " + option).split(" ", -1));
    } finally {
      System.setIn(in);
    }

    assertThat(((RequestRideRequest) mesh.demand.request).getQuoteToken()).isEqualTo("Cg.AQ");
  }

  @Test
  void dropoffMayBeLeftOut() {
    var _ = mesh.fare("ride", "request", "40.7,-73.9", "--rider=ana");

    assertThat(((RequestRideRequest) mesh.demand.request).hasDropoff()).isFalse();
  }

  @Test
  void everyChangeHasRequestIdOfItsOwn() {
    var _ = mesh.fare("ride", "cancel", "r-17");
    var first = ((CancelRideRequest) mesh.demand.request).getRequestId();
    var _ = mesh.fare("ride", "cancel", "r-17");
    var second = ((CancelRideRequest) mesh.demand.request).getRequestId();

    assertThat(UUID.fromString(first)).isNotEqualTo(UUID.fromString(second));
  }

  @Test
  void startCompleteAndCancelNameTheRide() {
    var _ = mesh.fare("ride", "start", "r-3", "--driver", "bo", "--request-id", ID);
    assertThat(mesh.demand.request)
        .isEqualTo(
            StartRideRequest.newBuilder()
                .setRequestId(ID)
                .setRideId("r-3")
                .setDriverId("bo")
                .build());

    var _ = mesh.fare("ride", "complete", "r-5", "--request-id", ID);
    assertThat(mesh.demand.request)
        .isEqualTo(CompleteRideRequest.newBuilder().setRequestId(ID).setRideId("r-5").build());

    var _ = mesh.fare("ride", "cancel", "r-7", "--request-id", ID);
    assertThat(mesh.demand.request)
        .isEqualTo(CancelRideRequest.newBuilder().setRequestId(ID).setRideId("r-7").build());
  }

  @Test
  void requestIdThatIsNoUuidIsWrongUsage() {
    var run = mesh.fare("ride", "cancel", "r-7", "--request-id", "seven");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("fare ride cancel: --request-id: cannot convert 'seven' to UUID\nsee: ");
  }

  @Test
  void rideWithoutVerbShowsItsVerbs() {
    var run = mesh.fare("ride");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("request", "start", "complete", "cancel", "get", "list");
  }

  @Test
  void textOfServerCannotSteerTheTerminal() {
    mesh.demand.ride = started().toBuilder().setRiderId("ana\u001b[2J").build();

    assertThat(mesh.fare("ride", "get", "r-17").out()).contains("rider      ana?[2J");
  }

  private static Ride started() {
    return Ride.newBuilder()
        .setRideId("r-17")
        .setRiderId("ana")
        .setCity("nyc")
        .setProduct("standard")
        .setPickup(LatLng.newBuilder().setLatitude(40.758).setLongitude(-73.9855))
        .setState(RideState.RIDE_STATE_STARTED)
        .setDriverId("bo")
        .setRequestTime(Timestamp.newBuilder().setSeconds(1_795_366_811))
        .setStartTime(Timestamp.newBuilder().setSeconds(1_795_367_051).setNanos(3))
        .build();
  }
}
