package dev.faremesh.supply.rpc;

import static dev.faremesh.supply.rpc.Errors.assertFails;
import static dev.faremesh.supply.rpc.Messages.AIRPORT_CELL;
import static dev.faremesh.supply.rpc.Messages.TIMES_SQUARE_CELL;
import static dev.faremesh.supply.rpc.Messages.open;
import static dev.faremesh.supply.rpc.Messages.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faremesh.supply.v1.CellSupply;
import dev.faremesh.supply.v1.DriverState;
import dev.faremesh.supply.v1.DropOff;
import dev.faremesh.supply.v1.GetSupplyRequest;
import dev.faremesh.type.v1.FeedHeader;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class GetSupplyTest {
  private final RunningSupply supply = new RunningSupply();

  @AfterEach
  void stop() throws InterruptedException {
    supply.stop();
  }

  @Test
  void cityThatWasNeverHeardOfHasNoCountsAndNoCoverage() {
    var response = supply.get("atlantis", "standard", TIMES_SQUARE_CELL, AIRPORT_CELL);

    assertThat(response.getFreshness().hasAsOf()).isFalse();
    assertThat(response.getFreshness().hasAge()).isFalse();
    assertThat(response.getFreshness().hasCoverage()).isTrue();
    assertThat(response.getFreshness().getCoverage()).isZero();
    assertThat(response.getCellsList())
        .containsExactly(
            CellSupply.newBuilder().setCell(TIMES_SQUARE_CELL).build(),
            CellSupply.newBuilder().setCell(AIRPORT_CELL).build());
  }

  @Test
  void productThatWasNeverHeardOfHasNoCountsInAKnownCity() throws InterruptedException {
    supply.openFeed().live().reportOpen("a", 60);
    supply.clock.advance(Duration.ofSeconds(10));

    var response = supply.get("nyc", "luxury", TIMES_SQUARE_CELL);
    assertThat(response.getFreshness().hasAsOf()).isTrue();
    assertThat(response.getFreshness().getCoverage()).isZero();
    assertThat(response.getCells(0).hasOpen()).isFalse();
    assertThat(response.getCells(0).hasExpectedAvailable()).isFalse();
  }

  @Test
  void knownMarketCountsZeroExplicitlyAndInTheOrderOfTheRequest() throws InterruptedException {
    var feed = supply.openFeed().live();
    feed.reportOpen("a", 60);
    feed.reportOpen("b", 60);

    assertThat(supply.get("nyc", "standard", AIRPORT_CELL, TIMES_SQUARE_CELL).getCellsList())
        .containsExactly(
            counts(AIRPORT_CELL, 0, Math.log(3)),
            counts(TIMES_SQUARE_CELL, 2, Math.log(2 - 1 + 3)));
  }

  @Test
  void coverageGrowsUntilOneLeaseWasObserved() throws InterruptedException {
    supply.openFeed().live().reportOpen("a", 20);
    assertThat(supply.coverage()).isZero();

    supply.clock.advance(Duration.ofSeconds(5));
    assertThat(supply.coverage()).isEqualTo(0.25, within(0.001));
    supply.clock.advance(Duration.ofSeconds(14));
    assertThat(supply.coverage()).isEqualTo(0.95, within(0.001));
  }

  @Test
  void coverageFallsWithTheDriversWhoAreSilent() throws InterruptedException {
    var feed = supply.openFeed().live();
    feed.reportOpen("a", 10);
    supply.clock.advance(Duration.ofSeconds(9));
    feed.reportOpen("b", 10);
    feed.reportOpen("c", 10);
    feed.reportOpen("d", 10);
    supply.clock.advance(Duration.ofSeconds(1));

    assertThat(supply.coverage()).isEqualTo(0.75, within(0.001));
  }

  @Test
  void ageGrowsWhenNoFeedIsOpen() throws InterruptedException {
    var feed = supply.openFeed().live();
    feed.reportOpen("a", 60);
    var heard = supply.clock.instant();
    feed.complete();
    supply.clock.advance(Duration.ofSeconds(45));

    var freshness = supply.get("nyc", "standard", TIMES_SQUARE_CELL).getFreshness();
    assertThat(freshness.getAsOf()).isEqualTo(EventTimes.timestamp(heard));
    assertThat(freshness.getAge()).isEqualTo(seconds(45));
  }

  @Test
  void cityThatIsOnlyReadIsNotAdded() throws InterruptedException {
    for (int i = 0; i <= Cities.MOST; i++) {
      assertThat(supply.get("city" + i, "standard", TIMES_SQUARE_CELL).getCells(0).hasOpen())
          .isFalse();
    }
    var feed = supply.openFeed();
    feed.send(FeedHeader.newBuilder().setCity("one-more"));
    feed.assertTaken();
  }

  @ParameterizedTest
  @ValueSource(strings = {"880000000000000", "882a100d67ffff0", "88ffffffffffffe"})
  void cellsThatAreNoneAreNamed(String none) {
    var info =
        assertFails(
            () -> supply.get("nyc", "standard", TIMES_SQUARE_CELL, none),
            Status.Code.INVALID_ARGUMENT,
            "CELL_INVALID");
    assertThat(info.getMetadataMap()).containsEntry("cell", none);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"872a100d6ffffff", "892a100d673ffff", "882A100D67FFFFF", "88", "", "times square"})
  void cellsOfAnotherResolutionOrShapeAreInvalid(String cell) {
    assertInvalid(request().addCells(cell));
  }

  @Test
  void requestNeedsCellsAndNotTooMany() {
    assertInvalid(request());
    assertInvalid(request().addCells(TIMES_SQUARE_CELL).addCells(TIMES_SQUARE_CELL));
    assertInvalid(request().addAllCells(cells(1_001)));
    assertInvalid(request().addAllCells(cells(10_000)));
  }

  @Test
  void horizonIsOneSecondToOneHour() {
    var request = request().addCells(TIMES_SQUARE_CELL);
    assertInvalid(request.setHorizon(seconds(365 * 24 * 3600)));
    assertInvalid(request.setHorizon(seconds(0)));
    assertInvalid(request.setHorizon(seconds(-300)));
    assertThat(supply.blocking().getSupply(request.setHorizon(seconds(3600)).build())).isNotNull();
  }

  @Test
  void cityAndProductHaveNames() {
    assertInvalid(request().setCity("").addCells(TIMES_SQUARE_CELL));
    assertInvalid(request().setProduct("Pool!").addCells(TIMES_SQUARE_CELL));
  }

  @Test
  void requestOverTheLimitIsRefused() {
    assertFails(
        () -> supply.get("n".repeat(2 << 20), "standard", TIMES_SQUARE_CELL),
        Status.Code.RESOURCE_EXHAUSTED,
        "MESSAGE_TOO_LARGE");
  }

  @Test
  void horizonOfTheRequestBoundsTheDropOffs() throws InterruptedException {
    var feed = supply.openFeed().live();
    var dropOff =
        DropOff.newBuilder()
            .setPosition(Messages.AIRPORT)
            .setExpectedTime(EventTimes.timestamp(supply.clock.instant().plusSeconds(600)));
    feed.send(
        open("a", supply.clock.instant(), 60)
            .setState(DriverState.DRIVER_STATE_ON_TRIP)
            .setDropOff(dropOff));
    feed.assertTaken();

    var request = request().addCells(AIRPORT_CELL);
    assertThat(dropOffs(request.setHorizon(seconds(599)))).isZero();
    assertThat(dropOffs(request.setHorizon(seconds(600)))).isEqualTo(1);
  }

  private int dropOffs(GetSupplyRequest.Builder request) {
    return supply.blocking().getSupply(request.build()).getCells(0).getDropOffs();
  }

  private void assertInvalid(GetSupplyRequest.Builder request) {
    assertFails(
        () -> supply.blocking().getSupply(request.build()),
        Status.Code.INVALID_ARGUMENT,
        "VALIDATION_FAILED");
  }

  private static GetSupplyRequest.Builder request() {
    return GetSupplyRequest.newBuilder().setCity("nyc").setProduct("standard");
  }

  private static List<String> cells(int count) {
    return IntStream.range(0, count).mapToObj("88%013x"::formatted).toList();
  }

  private static CellSupply counts(String cell, int open, double logSupply) {
    return CellSupply.newBuilder()
        .setCell(cell)
        .setOpen(open)
        .setEnRoute(0)
        .setOnTrip(0)
        .setDropOffs(0)
        .setExpectedAvailable(open)
        .setLogSupply(logSupply)
        .build();
  }
}
