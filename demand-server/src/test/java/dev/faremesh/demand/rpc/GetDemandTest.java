package dev.faremesh.demand.rpc;

import static dev.faremesh.demand.rpc.RunningDemand.AIRPORT_CELL;
import static dev.faremesh.demand.rpc.RunningDemand.SQUARE;
import static dev.faremesh.demand.rpc.RunningDemand.SQUARE_CELL;
import static dev.faremesh.demand.rpc.RunningDemand.START;
import static dev.faremesh.demand.rpc.RunningDemand.newId;
import static dev.faremesh.demand.rpc.SessionStream.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faremesh.demand.v1.CancelRideRequest;
import dev.faremesh.demand.v1.CellDemand;
import dev.faremesh.demand.v1.StartRideRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class GetDemandTest {
  private static final Instant EPOCH = Instant.parse("2013-01-01T20:00:00Z");

  private final RunningDemand demand = RunningDemand.start();

  @AfterEach
  void stop() {
    demand.close();
  }

  @Test
  void countsOfACityThatWasNeverHeardAreUnset() {
    demand.ride("rider-7"); // a ride is no feed

    var response = demand.demand(SQUARE_CELL);
    assertThat(response.getFreshness().hasAsOf()).isFalse();
    assertThat(response.getFreshness().hasAge()).isFalse();
    assertThat(response.getFreshness().hasCoverage()).isTrue();
    assertThat(response.getFreshness().getCoverage()).isZero();
    assertThat(response.getWindow().getSeconds()).isEqualTo(300);
    assertThat(response.getCellsList())
        .containsExactly(CellDemand.newBuilder().setCell(SQUARE_CELL).build());
  }

  @Test
  void cellOfAKnownCityWithoutRidersCountsNothing() throws Exception {
    demand.sessions().live("nyc").taken(1);
    demand.clock.advance(Duration.ofSeconds(30));

    var cell = demand.demandAt(AIRPORT_CELL);
    assertThat(cell.hasSessions()).isTrue();
    assertThat(cell.getSessions()).isZero();
    assertThat(cell.hasExpectedSessions()).isTrue();
    assertThat(cell.getExpectedSessions()).isLessThan(0.01);
  }

  @Test
  void ridesAreCountedByWhatBecameOfThem() throws Exception {
    demand.sessions().live("nyc").taken(1);
    demand.clock.advance(Duration.ofSeconds(30));
    for (int i = 0; i < 7; i++) {
      demand.ride("rider-" + i);
    }
    for (int i = 0; i < 2; i++) {
      demand.calls.cancelRide(
          CancelRideRequest.newBuilder()
              .setRequestId(newId())
              .setRideId(demand.ride("rider-1" + i).getRideId())
              .build());
    }
    demand.calls.startRide(
        StartRideRequest.newBuilder()
            .setRequestId(newId())
            .setRideId(demand.ride("rider-20").getRideId())
            .setDriverId("driver-11")
            .build());

    var cells = demand.demand(AIRPORT_CELL, SQUARE_CELL);
    assertThat(cells.getCellsList())
        .extracting(CellDemand::getCell)
        .containsExactly(AIRPORT_CELL, SQUARE_CELL);
    assertThat(cells.getCells(0).getRequests()).isZero();
    assertThat(cells.getCells(1).getRequests()).isEqualTo(10);
    assertThat(cells.getCells(1).getOpenRequests()).isEqualTo(7);
    assertThat(cells.getCells(1).getCancelled()).isEqualTo(2);
  }

  @Test
  void expectationIsAnIntervalThatGrowsWithTheHorizon() throws Exception {
    var stream = demand.sessions().live("nyc");
    for (int i = 0; i < 6; i++) {
      stream.session("rider-" + i, SQUARE, START);
    }
    stream.taken(7);
    demand.clock.advance(Duration.ofMinutes(2));

    assertThat(demand.demand(SQUARE_CELL).getFreshness().getCoverage()).isEqualTo(0.4);
    var cell = demand.demandAt(SQUARE_CELL);
    assertThat(cell.getExpectedSessions()).isBetween(2.0, 15.0);
    assertThat((double) cell.getExpectedSessionsLow()).isLessThan(cell.getExpectedSessions());
    assertThat((double) cell.getExpectedSessionsHigh()).isGreaterThan(cell.getExpectedSessions());
    var horizon = com.google.protobuf.Duration.newBuilder().setSeconds(60);
    var request = RunningDemand.demandRequest(SQUARE_CELL).setHorizon(horizon).build();
    assertThat(demand.calls.getDemand(request).getCells(0).getExpectedSessions())
        .isEqualTo(cell.getExpectedSessions() / 5, within(0.1));
  }

  @Test
  void feedThatIsOpenIsFresh() throws Exception {
    demand.sessions().live("nyc").taken(1);
    demand.clock.advance(Duration.ofSeconds(30));

    var freshness = demand.demand(SQUARE_CELL).getFreshness();
    assertThat(freshness.getAsOf()).isEqualTo(timestamp(START.plusSeconds(30)));
    assertThat(freshness.getAge().getSeconds()).isZero();
  }

  @Test
  void feedThatBrokeOffAges() throws Exception {
    var stream = demand.sessions().live("nyc").session("rider-7", SQUARE, START).taken(2);
    demand.clock.advance(Duration.ofSeconds(30));
    stream.abort();
    var none = com.google.protobuf.Duration.getDefaultInstance();
    while (demand.demand(SQUARE_CELL).getFreshness().getAge().equals(none)) {
      demand.clock.advance(Duration.ofMillis(1)); // until the server has noticed
    }
    demand.clock.advance(Duration.ofSeconds(400));

    var response = demand.demand(SQUARE_CELL);
    assertThat(response.getFreshness().getAge().getSeconds()).isEqualTo(400);
    assertThat(response.getCells(0).hasSessions()).isFalse();
  }

  @Test
  void replayAtSixHundredTimesCountsInItsOwnTime() throws Exception {
    var stream = demand.sessions().replay("nyc", EPOCH, 600).watermark(EPOCH).taken(2);
    stream.session("rider-7", SQUARE, EPOCH).session("rider-11", SQUARE, EPOCH.plusSeconds(140));
    stream.watermark(EPOCH.plusSeconds(150)).taken(3);
    demand.clock.advance(Duration.ofMillis(250)); // 150 s of event time

    var response = demand.demand(SQUARE_CELL);
    assertThat(response.getCells(0).getSessions()).isEqualTo(2);
    assertThat(response.getFreshness().getAsOf()).isEqualTo(timestamp(EPOCH.plusSeconds(300)));
    stream.watermark(EPOCH.plusSeconds(420)).taken(1);
    assertThat(demand.demandAt(SQUARE_CELL).getSessions()).isEqualTo(1);
    demand.clock.advance(Duration.ofMinutes(5)); // nothing was told of this time: it waits
    assertThat(demand.demandAt(SQUARE_CELL).getSessions()).isZero();
    assertThat(demand.demand(SQUARE_CELL).getFreshness().getAsOf())
        .isEqualTo(timestamp(EPOCH.plusSeconds(420 + 150)));
  }

  @Test
  void anotherEraBeginsWithoutTheDemandOfTheLast() throws Exception {
    var live = demand.sessions().live("nyc").session("rider-7", SQUARE, START).taken(2);
    demand.ride("rider-11");
    demand.clock.advance(Duration.ofSeconds(30));
    assertThat(demand.demandAt(SQUARE_CELL).getSessions()).isEqualTo(1);
    live.complete();
    demand.sessions().replay("nyc", EPOCH, 60).taken(1);
    demand.clock.advance(Duration.ofSeconds(1));

    var cell = demand.demandAt(SQUARE_CELL);
    assertThat(cell.hasSessions()).isTrue();
    assertThat(cell.getSessions()).isZero();
    assertThat(cell.getRequests()).isZero();
  }
}
