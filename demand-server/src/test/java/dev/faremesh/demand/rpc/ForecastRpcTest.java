package dev.faremesh.demand.rpc;

import static dev.faremesh.demand.rpc.RunningDemand.SQUARE;
import static dev.faremesh.demand.rpc.RunningDemand.SQUARE_CELL;
import static dev.faremesh.demand.rpc.RunningDemand.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faremesh.demand.BookUnderTest;
import dev.faremesh.demand.DemandBalance;
import dev.faremesh.demand.v1.GetCalibrationRequest;
import dev.faremesh.demand.v1.GetCalibrationResponse;
import dev.faremesh.demand.v1.ReportSessionsRequest;
import io.grpc.Status.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ForecastRpcTest {
  private static final Instant EPOCH = Instant.parse("2013-01-01T20:00:00Z");
  private static final String NEIGHBOUR = "882a100d65fffff";

  private final RunningDemand demand = RunningDemand.start(BookUnderTest.PROFILES);

  @AfterEach
  void stop() {
    demand.close();
  }

  @Test
  void numbersAreThoseOfTheContract() {
    assertThat(ContractBalance.read())
        .isEqualTo(
            new DemandBalance(
                Duration.ofMinutes(5), List.of(1.0, 0.5, 0.2), 1, 3, 1, 0.5, 0.3, 1.25, 0.86));
  }

  @Test
  void nothingIsExpectedOfACityThatWasNeverHeard() {
    var cell = demand.demandAt(SQUARE_CELL);

    assertThat(cell.hasExpectedSessions()).isFalse();
    assertThat(cell.hasExpectedSessionsLow()).isFalse();
    assertThat(cell.hasExpectedSessionsHigh()).isFalse();
    assertThat(cell.hasLogDemand()).isFalse();
  }

  @Test
  void profileIsExpectedOfACellAndPooledAroundIt() throws Exception {
    demand.sessions().live("nyc").taken(1);

    var cells = demand.demand(SQUARE_CELL, NEIGHBOUR).getCellsList();
    double expected = cells.getFirst().getExpectedSessions();
    assertThat(expected).isEqualTo(20, within(1.0));
    assertThat(cells.getFirst().getLogDemand()).isEqualTo(Math.log(expected + 3), within(1e-6));
    assertThat(cells.getLast().getExpectedSessions()).isLessThan(0.01);
    assertThat(cells.getLast().getLogDemand()).isEqualTo(Math.log(expected / 2 + 3), within(1e-6));
  }

  @Test
  void forecastGoesOnWithoutItsFeedAndSaysHowOldItIs() throws Exception {
    var stream = demand.sessions().live("nyc").taken(1);
    demand.clock.advance(Duration.ofMinutes(10));
    stream.complete();
    demand.clock.advance(Duration.ofHours(1));

    var response = demand.demand(SQUARE_CELL);
    assertThat(response.getFreshness().getAge().getSeconds()).isEqualTo(3600);
    assertThat(response.getFreshness().getCoverage()).isZero();
    assertThat(response.getCells(0).hasSessions()).isFalse();
    assertThat(response.getCells(0).getExpectedSessions()).isBetween(12.0, 21.0);
    assertThat(response.getCells(0).getLogDemand()).isBetween(Math.log(12), Math.log(24));
  }

  @Test
  void replayAtSixHundredTimesMovesOnceAMinuteOfItsOwnTime() throws Exception {
    demand.sessions().replay("nyc", EPOCH, 600).taken(1);
    demand.clock.advance(Duration.ofMillis(600)); // six minutes
    assertThat(demand.demand(SQUARE_CELL).getFreshness().getScale()).isEqualTo(600);
    double before = log();

    for (int i = 0; i < 100; i++) {
      demand.ride("rider-" + i);
    }
    demand.clock.advance(Duration.ofMillis(99));
    assertThat(log()).isEqualTo(before);
    demand.clock.advance(Duration.ofMillis(1));
    assertThat(log()).isEqualTo(before + Math.log(1.25) / 2, within(1e-9));
  }

  @Test
  void wallClockThatJumpsBackMovesNothing() throws Exception {
    var stream = demand.sessions().live("nyc").taken(1);
    demand.clock.advance(Duration.ofMinutes(9));
    var before = demand.demandAt(SQUARE_CELL);
    demand.clock.advance(Duration.ofHours(-2));

    assertThat(demand.demandAt(SQUARE_CELL)).isEqualTo(before);
    stream.session("rider-7", SQUARE, START.plusSeconds(540)).taken(1);
    demand.clock.advance(Duration.ofHours(2).plusSeconds(1));
    assertThat(demand.demandAt(SQUARE_CELL).getSessions()).isEqualTo(1);
    assertThat(log()).isEqualTo(before.getLogDemand());
  }

  @Test
  void lateSessionIsRejectedAndCountedAsLate() throws Exception {
    var stream = demand.sessions().live("nyc").taken(1);
    demand.clock.advance(Duration.ofMinutes(9));
    stream.session("rider-7", SQUARE, START.plusSeconds(299));

    assertThat(stream.rejection()).isEqualTo("SESSION_TOO_OLD");
    stream.session("rider-7", SQUARE, START.plusSeconds(300)).taken(1);
    assertThat(calibration().getLate()).isEqualTo(1);
  }

  @Test
  void calibrationScoresTheSlotsOfTheLastHour() throws Exception {
    var stream = demand.sessions().live("nyc").taken(1);
    for (int slot = 0; slot < 13; slot++) {
      for (int i = 0; i < 30; i++) {
        var rider = "rider-%d-%d".formatted(slot, i);
        stream.session(rider, SQUARE, demand.clock.instant());
      }
      stream.taken(30);
      demand.clock.advance(Duration.ofMinutes(5));
    }

    var calibration = calibration();
    assertThat(calibration.getProfile()).isEqualTo("four weeks");
    assertThat(calibration.getFreshness().getCoverage()).isEqualTo(1);
    assertThat(calibration.getForecasts()).isEqualTo(24); // two cells
    assertThat(calibration.getActual()).isEqualTo(360);
    assertThat(calibration.getExpected()).isBetween(300.0, 420.0);
    assertThat(calibration.getBias()).isEqualTo(calibration.getExpected() / 360 - 1);
    assertThat(calibration.getCoverage()).isBetween(0.0, 1.0);
    assertThat(calibration.getWape()).isPositive();
    assertThat(calibration.getLate()).isZero();
  }

  @Test
  void calibrationOfWhatWasNeverHeardIsUnset() {
    var unheard = calibration("atlantis", "standard");
    assertThat(unheard.getFreshness().getCoverage()).isZero();
    assertThat(unheard.toBuilder().clearFreshness().build())
        .isEqualTo(GetCalibrationResponse.getDefaultInstance());

    assertThat(calibration().getProfile()).isEqualTo("four weeks");
    assertThat(calibration().hasForecasts()).isFalse();
    assertThat(calibration().hasLate()).isFalse();
  }

  @Test
  void calibrationBeforeAnythingWasScoredIsUnsetToo() throws Exception {
    demand.sessions().live("nyc").taken(1);

    assertThat(calibration().hasForecasts()).isFalse();
    assertThat(calibration().hasBias()).isFalse();
    assertThat(calibration().hasLate()).isTrue();
    assertThat(calibration("nyc", "premium").hasLate()).isFalse();
  }

  @Test
  void namesThatAreNoneAreRefused() {
    var info =
        RunningDemand.assertFails(
            () -> calibration("New York", "standard"), Code.INVALID_ARGUMENT, "VALIDATION_FAILED");
    assertThat(info.getMetadataMap()).isNotEmpty();
  }

  @Test
  void hundredAndFirstProductIsRejected() throws Exception {
    var stream = demand.sessions().live("nyc").taken(1);
    for (int i = 0; i < 99; i++) { // one has a profile
      send(stream, "product-" + i);
    }
    stream.taken(99);
    send(stream, "one-more");

    assertThat(stream.rejection()).isEqualTo("PRODUCTS_FULL");
  }

  private static void send(SessionStream stream, String product) {
    stream.send(
        ReportSessionsRequest.newBuilder()
            .setReport(SessionStream.report("rider-7", SQUARE, START).setProduct(product))
            .build());
  }

  private GetCalibrationResponse calibration() {
    return calibration("nyc", "standard");
  }

  private GetCalibrationResponse calibration(String city, String product) {
    return demand.calls.getCalibration(
        GetCalibrationRequest.newBuilder().setCity(city).setProduct(product).build());
  }

  private double log() {
    return demand.demandAt(SQUARE_CELL).getLogDemand();
  }
}
