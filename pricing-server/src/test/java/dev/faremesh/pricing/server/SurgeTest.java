package dev.faremesh.pricing.server;

import static dev.faremesh.pricing.rpc.ScriptedServer.fresh;
import static dev.faremesh.pricing.server.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.type.LatLng;
import dev.faremesh.mesh.propagation.Criticality;
import dev.faremesh.mesh.server.ServerSettings;
import dev.faremesh.pricing.Area;
import dev.faremesh.pricing.Cell;
import dev.faremesh.pricing.Places;
import dev.faremesh.pricing.rpc.Requests;
import dev.faremesh.pricing.rpc.ScriptedDemand;
import dev.faremesh.pricing.v1.CellSurge;
import dev.faremesh.pricing.v1.GetSurgeRequest;
import dev.faremesh.pricing.v1.GetSurgeResponse;
import dev.faremesh.pricing.v1.Input;
import dev.faremesh.pricing.v1.InputState;
import dev.faremesh.pricing.v1.WatchSurgeRequest;
import dev.faremesh.pricing.v1.WatchSurgeResponse;
import io.grpc.Status;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SurgeTest {
  private static final Area AREA = Area.around(Places.TIMES_SQUARE, 1);
  private static final String OUTSIDE = AREA.withSurroundings().getLast().toString();
  private static final List<String> BESIDE_OUTSIDE =
      AREA.cells().stream()
          .filter(cell -> cell.neighbourhood().stream().anyMatch(c -> named(c, OUTSIDE)))
          .map(Cell::toString)
          .toList();

  private static final double LOG_SUPPLY = 2.3;
  private static final double CALM = LOG_SUPPLY; // a rider for each driver
  private static final double BUSY = CALM + Math.log(1.5249); // just below 1.525
  private static final double SCARCE = CALM + Math.log(3);

  private final ScriptedMesh mesh =
      new ScriptedMesh(InstantSource.system(), ServerSettings.local(0).withMaxWatchers(1));

  @AfterEach
  void close() {
    mesh.close();
  }

  @Test
  void eachCellOfTheAreaHasItsMultiplier() {
    mesh.supply.drivers(4, LOG_SUPPLY, fresh(5, 0.9));
    riders(BUSY, SCARCE);

    var surge = surgeWhenLive();

    assertThat(surge.getCellsList())
        .extracting(CellSurge::getCell)
        .isEqualTo(AREA.cells().stream().map(Cell::toString).toList());
    assertThat(surge.getCellsList())
        .filteredOn(cell -> cell.getMultiplier() == 1.55)
        .extracting(CellSurge::getCell)
        .isNotEmpty()
        .isEqualTo(BESIDE_OUTSIDE);
    assertThat(surge.getCellsList())
        .filteredOn(cell -> cell.getMultiplier() == 1.5)
        .hasSize(7 - BESIDE_OUTSIDE.size());
    assertThat(surge.getInputsList()).extracting(Input::getExpected).containsExactly(28.0, 14.0);
  }

  @Test
  void lostInputLeavesNoMultiplier() {
    mesh.supply.drivers(0, fresh(5, 0.9));
    mesh.demand.script.fail(Status.UNIMPLEMENTED);

    var surge = mesh.client().getSurge(getSurge("standard"));

    assertThat(surge.getCellsList()).hasSize(7).noneMatch(CellSurge::hasMultiplier);
    assertThat(surge.getInputs(1).getReason()).isEqualTo("UNIMPLEMENTED");
  }

  @Test
  void largestAreaFitsTheBatchesOfItsDependencies() {
    mesh.supply.drivers(7, fresh(5, 0.9));
    mesh.demand.riders(11, 13, fresh(5, 0.9));
    var request = getSurge("standard").toBuilder().setArea(Requests.area(16)).build();

    var _ = mesh.client().getSurge(request); // fails not: their validator would refuse the batch

    assertThat(mesh.supply.script.questions().getLast().getCellsList()).hasSize(919);
  }

  @Test
  void unknownProductIsNotFound() {
    refusal(
        Status.Code.NOT_FOUND, "PRODUCT_NOT_FOUND", () -> mesh.client().getSurge(getSurge("limo")));
    refusal(
        Status.Code.NOT_FOUND,
        "PRODUCT_NOT_FOUND",
        () -> mesh.client().watchSurge(watchSurge("limo")).next());
  }

  @Test
  void areaThatIsTooLargeOrNowhereIsRefused() {
    var large = Requests.area(17);
    var nowhere =
        Requests.area(1).toBuilder().setCenter(LatLng.newBuilder().setLatitude(91)).build();

    for (dev.faremesh.type.v1.Area area : List.of(large, nowhere)) {
      refusal(
          Status.Code.INVALID_ARGUMENT,
          "VALIDATION_FAILED",
          () -> mesh.client().getSurge(getSurge("standard").toBuilder().setArea(area).build()));
      refusal(
          Status.Code.INVALID_ARGUMENT,
          "VALIDATION_FAILED",
          () ->
              mesh.client()
                  .watchSurge(watchSurge("standard").toBuilder().setArea(area).build())
                  .next());
    }
  }

  @Test
  void watcherGetsAllCellsAndThenThoseThatChanged() {
    mesh.supply.drivers(4, LOG_SUPPLY, fresh(5, 0.9));
    riders(BUSY, BUSY);
    var _ = surgeWhenLive();
    var watch = mesh.client().watchSurge(watchSurge("standard"));

    var first = watch.next();
    assertThat(first.getCellsList()).hasSize(7);
    if (!first.getCellsList().getFirst().hasMultiplier()) { // an input failed in that moment
      assertThat(nextWithCells(watch).getCellsList()).hasSize(7);
    }
    riders(BUSY, SCARCE);

    var changed = nextWithCells(watch);
    assertThat(changed.getCellsList()).extracting(CellSurge::getCell).isEqualTo(BESIDE_OUTSIDE);
    assertThat(changed.getCellsList()).allMatch(cell -> cell.getMultiplier() == 1.55);
    assertThat(changed.getInputsList())
        .extracting(Input::getState)
        .containsOnly(InputState.INPUT_STATE_LIVE);
  }

  @Test
  void mapsThatAreWatchedAreReadInTheBackgroundAndOthersAreNot() {
    mesh.supply.notObserved();
    mesh.demand.notObserved();
    var _ = mesh.client().getSurge(getSurge("standard"));
    assertThat(mesh.demand.script.criticalities()).doesNotContain(Criticality.SHEDDABLE_PLUS);

    assertThat(mesh.client().watchSurge(watchSurge("standard")).next().getCellsCount())
        .isEqualTo(7);
    assertThat(mesh.supply.script.criticalities()).contains(Criticality.SHEDDABLE_PLUS);
    assertThat(mesh.demand.script.criticalities()).contains(Criticality.SHEDDABLE_PLUS);
  }

  @Test
  void watcherTooManyIsRefused() {
    mesh.supply.notObserved();
    mesh.demand.notObserved();
    var watch = mesh.client().watchSurge(watchSurge("standard"));
    assertThat(watch.next().getCellsCount()).isEqualTo(7);

    refusal(
        Status.Code.RESOURCE_EXHAUSTED,
        "WATCHERS_FULL",
        () -> mesh.client().watchSurge(watchSurge("standard")).next());
  }

  @Test
  void serverThatStopsSendsItsWatchersAway() {
    mesh.supply.notObserved();
    mesh.demand.notObserved();
    var watch = mesh.client().watchSurge(watchSurge("standard"));
    assertThat(watch.next().getCellsCount()).isEqualTo(7);

    mesh.pricing.close();

    refusal(Status.Code.UNAVAILABLE, "DRAINING", () -> watch.forEachRemaining(message -> {}));
  }

  private GetSurgeResponse surgeWhenLive() {
    var _ = mesh.quoteUntil(Requests.quoteRide(), Expected::isLive);
    return mesh.client().getSurge(getSurge("standard"));
  }

  private static WatchSurgeResponse nextWithCells(Iterator<WatchSurgeResponse> watch) {
    var message = watch.next();
    while (message.getCellsCount() == 0) {
      message = watch.next();
    }
    return message;
  }

  /** Two in each cell, and these logarithms inside and outside. */
  private void riders(double inside, double outside) {
    mesh.demand.cells(
        cell -> ScriptedDemand.riders(cell, 2, 0, cell.equals(OUTSIDE) ? outside : inside),
        fresh(5, 0.9));
  }

  private static boolean named(Cell cell, String name) {
    return cell.toString().equals(name);
  }

  private static GetSurgeRequest getSurge(String product) {
    return GetSurgeRequest.newBuilder()
        .setCity("nyc")
        .setProduct(product)
        .setArea(Requests.area(1))
        .build();
  }

  private static WatchSurgeRequest watchSurge(String product) {
    return WatchSurgeRequest.newBuilder()
        .setCity("nyc")
        .setProduct(product)
        .setArea(Requests.area(1))
        .setInterval(Duration.newBuilder().setNanos(100_000_000))
        .build();
  }
}
