package dev.faremesh.cli.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import dev.faremesh.cli.FakeMesh;
import dev.faremesh.cli.call.Peer;
import dev.faremesh.mesh.ErrorStatus;
import dev.faremesh.pricing.v1.CellSurge;
import dev.faremesh.pricing.v1.GetSurgeResponse;
import dev.faremesh.pricing.v1.Input;
import dev.faremesh.pricing.v1.InputSource;
import dev.faremesh.pricing.v1.InputState;
import dev.faremesh.pricing.v1.WatchSurgeResponse;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SurgeCommandTest {
  private static final String AROUND = "40.7580,-73.9855";

  private FakeMesh mesh;

  @BeforeEach
  void start() {
    mesh = FakeMesh.start();
  }

  @AfterEach
  void stop() {
    mesh.close();
  }

  @Test
  void highestMultiplierComesFirstAndUnknownOnesLast() {
    mesh.pricing.surge =
        GetSurgeResponse.newBuilder()
            .addCells(cell("882a100d67fffff", 1.1))
            .addCells(CellSurge.newBuilder().setCell("882a100d65fffff"))
            .addCells(cell("882a100d2bfffff", 1.85))
            .addInputs(input(InputState.INPUT_STATE_LIVE))
            .build();

    var run = mesh.fare("surge", "--around", AROUND);

    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            CELL             CENTER            MULTIPLIER
            882a100d2bfffff  40.7396,-73.9768        1.85
            882a100d67fffff  40.7553,-73.9817        1.10
            882a100d65fffff  40.7632,-73.9841           -
            """);
    assertThat(run.err())
        .isEqualToNormalizingNewlines("supply: live, expected 7.5, age -, coverage -\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void areaIsAskedFor() {
    var _ = mesh.fare("surge", "--around", "-33.8688,151.2093", "--rings", "5", "--city", "oslo");

    var request = mesh.pricing.surgeRequest;
    assertThat(request.getCity()).isEqualTo("oslo");
    assertThat(request.getArea().getCenter().getLatitude()).isEqualTo(-33.8688);
    assertThat(request.getArea().getRings()).isEqualTo(5);
  }

  @Test
  void ringsOutOfRangeAreForTheServerToRefuse() {
    var run = mesh.fare("surge", "--around", AROUND, "--rings", "-2");

    assertThat(run.code()).isEqualTo(64 + 3);
    assertThat(run.err()).contains("VALIDATION_FAILED: area.rings");
  }

  @Test
  void longTableIsCutUnlessAllIsAskedFor() {
    mesh.pricing.surge =
        GetSurgeResponse.newBuilder()
            .addAllCells(IntStream.range(0, 23).mapToObj(i -> cell("cell" + i, 1 + i)).toList())
            .build();

    var cut = mesh.fare("surge", "--around", AROUND);
    assertThat(cut.out().lines()).hasSize(1 + 20);
    assertThat(cut.err()).contains("20 of 23 cells (the rest: --all)");

    var whole = mesh.fare("surge", "--around", AROUND, "--all");
    assertThat(whole.out().lines()).hasSize(1 + 23);
    assertThat(whole.err()).isEmpty();
  }

  @Test
  void jsonIsTheResponseOfTheContract() throws Exception {
    mesh.pricing.surge =
        GetSurgeResponse.newBuilder()
            .addCells(cell("882a100d67fffff", 1.1))
            .addInputs(input(InputState.INPUT_STATE_STALE))
            .build();

    var run = mesh.fare("surge", "--around", AROUND, "-o", "json");

    var response = GetSurgeResponse.newBuilder();
    JsonFormat.parser().merge(run.out(), response);
    assertThat(response.build()).isEqualTo(mesh.pricing.surge);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void watchedJsonIsOneObjectALine() throws Exception {
    mesh.pricing.changes =
        List.of(
            change(1.35, InputState.INPUT_STATE_LIVE), change(1.6, InputState.INPUT_STATE_LIVE));

    var run = mesh.fare("surge", "--around", AROUND, "--watch", "-o", "json");

    var lines = run.out().lines().toList();
    assertThat(lines).hasSize(2);
    var second = WatchSurgeResponse.newBuilder();
    JsonFormat.parser().merge(lines.getLast(), second);
    assertThat(second.build()).isEqualTo(mesh.pricing.changes.getLast());
  }

  @Test
  void watchSaysStatesOfInputsOnlyWhenTheyChange() {
    mesh.pricing.changes =
        List.of(
            change(1.35, InputState.INPUT_STATE_LIVE),
            change(1.6, InputState.INPUT_STATE_LIVE),
            change(1.7, InputState.INPUT_STATE_MISSING));

    var run = mesh.fare("surge", "--around", AROUND, "--watch");

    assertThat(run.out()).contains("1.35").contains("1.60").contains("1.70");
    assertThat(run.err().lines()).hasSize(2);
  }

  @Test
  void watchThatTheServerEndsFailsAfterWhatItPrinted() {
    mesh.pricing.changes = List.of(change(1.35, InputState.INPUT_STATE_LIVE));
    mesh.pricing.failure =
        Optional.of(
            ErrorStatus.of(Status.Code.UNAVAILABLE, "DRAINING", "stopping: watch again", Map.of()));

    var run = mesh.fare("surge", "--around", AROUND, "--watch");

    assertThat(run.out()).contains("1.35");
    assertThat(run.err())
        .endsWith(
            "fare: UNAVAILABLE DRAINING: stopping: watch again (pricing 127.0.0.1:%d)%n"
                .formatted(mesh.port(Peer.PRICING)));
    assertThat(run.code()).isEqualTo(64 + 14);
  }

  @Test
  void areaIsRequired() {
    var run = mesh.fare("surge");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("fare surge: Missing required option: '--around=LAT,LON'");
  }

  private static WatchSurgeResponse change(double multiplier, InputState state) {
    return WatchSurgeResponse.newBuilder()
        .addCells(cell("882a100d67fffff", multiplier))
        .addInputs(input(state))
        .build();
  }

  private static CellSurge cell(String cell, double multiplier) {
    return CellSurge.newBuilder().setCell(cell).setMultiplier(multiplier).build();
  }

  private static Input input(InputState state) {
    return Input.newBuilder()
        .setSource(InputSource.INPUT_SOURCE_SUPPLY)
        .setState(state)
        .setExpected(7.5)
        .build();
  }
}
