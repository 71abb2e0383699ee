package dev.faremesh.cli.ride;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.faremesh.cli.FakeMesh;
import dev.faremesh.demand.v1.ListRidesRequest;
import dev.faremesh.demand.v1.ListRidesResponse;
import dev.faremesh.demand.v1.Ride;
import dev.faremesh.demand.v1.RideState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ListCommandTest {
  private FakeMesh mesh;

  @BeforeEach
  void start() {
    mesh = FakeMesh.start();
    mesh.demand.pages =
        Map.of(
            "",
            page("next-2", ride("r-1", RideState.RIDE_STATE_COMPLETED)),
            "next-2",
            page(
                "",
                ride("r-2", RideState.RIDE_STATE_REQUESTED),
                ride("r-3", RideState.RIDE_STATE_CANCELLED)));
  }

  @AfterEach
  void stop() {
    mesh.close();
  }

  @Test
  void pageSaysHowToGoOn() {
    var run = mesh.fare("ride", "list");

    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            RIDE  STATE      RIDER  DRIVER  CITY  PICKUP  REQUESTED
            r-1   completed  ana    -       nyc   -       -
            """);
    assertThat(run.err()).isEqualToNormalizingNewlines("more: --page-token next-2, or --all\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void nothingToListIsSaid() {
    mesh.demand.pages = Map.of();

    var run = mesh.fare("ride", "list");

    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualToNormalizingNewlines("no rides\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void allFollowsEveryPage() throws Exception {
    var run = mesh.fare("ride", "list", "--all", "-o", "json");

    var rides = ListRidesResponse.newBuilder();
    JsonFormat.parser().merge(run.out(), rides);
    assertThat(rides.getRidesList())
        .extracting(Ride::getRideId)
        .containsExactly("r-1", "r-2", "r-3");
    assertThat(rides.getNextPageToken()).isEmpty();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void jsonPageKeepsTheTokenOfTheNext() throws Exception {
    var run = mesh.fare("ride", "list", "-o", "json");

    var rides = ListRidesResponse.newBuilder();
    JsonFormat.parser().merge(run.out(), rides);
    assertThat(rides.getNextPageToken()).isEqualTo("next-2");
  }

  @Test
  void filtersAreAskedForAndUnsetOnesAreNot() {
    var _ = mesh.fare("ride", "list");
    assertThat(mesh.demand.request).isEqualTo(ListRidesRequest.getDefaultInstance());

    var _ =
        mesh.fare(
            "ride",
            "list",
            "--rider",
            "ana",
            "--city",
            "oslo",
            "--state",
            "started",
            "--page-size",
            "11",
            "--page-token",
            "t-7");
    assertThat(mesh.demand.request)
        .isEqualTo(
            ListRidesRequest.newBuilder()
                .setRiderId("ana")
                .setCity("oslo")
                .setState(RideState.RIDE_STATE_STARTED)
                .setPageSize(11)
                .setPageToken("t-7")
                .build());
  }

  @Test
  void negativePageSizeIsForTheServerToRefuse() {
    var run = mesh.fare("ride", "list", "--page-size", "-5");

    assertThat(run.code()).isEqualTo(64 + 3);
    assertThat(run.err()).contains("INVALID_ARGUMENT VALIDATION_FAILED: page_size");
  }

  @Test
  void unknownStateIsWrongUsageThatNamesTheKnownOnes() {
    var run = mesh.fare("ride", "list", "--state", "lost");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "fare ride list: --state: 'lost' (expected: one of requested, started, completed,"
                + " cancelled)");
  }

  private static ListRidesResponse page(String next, Ride... rides) {
    return ListRidesResponse.newBuilder()
        .addAllRides(List.of(rides))
        .setNextPageToken(next)
        .build();
  }

  private static Ride ride(String id, RideState state) {
    return Ride.newBuilder().setRideId(id).setRiderId("ana").setCity("nyc").setState(state).build();
  }
}
