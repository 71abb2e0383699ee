package dev.faremesh.supply.rpc;

import static dev.faremesh.supply.rpc.Errors.assertError;
import static dev.faremesh.supply.rpc.Messages.AIRPORT;
import static dev.faremesh.supply.rpc.Messages.AIRPORT_CELL;
import static dev.faremesh.supply.rpc.Messages.TIMES_SQUARE_CELL;
import static dev.faremesh.supply.rpc.Messages.open;
import static dev.faremesh.supply.rpc.Messages.position;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import dev.faremesh.supply.v1.DriverReport;
import dev.faremesh.supply.v1.DriverState;
import dev.faremesh.supply.v1.DropOff;
import dev.faremesh.supply.v1.ReportDriversRequest;
import io.grpc.Status;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class ReportDriversTest {
  private final RunningSupply supply = new RunningSupply();

  @AfterEach
  void stop() throws InterruptedException {
    supply.stop();
  }

  @Test
  void badMessageIsRejectedInItsPlaceAndTheStreamGoesOn() throws InterruptedException {
    var feed = supply.openFeed().live();

    feed.send(open("a", now(), 60));
    feed.send(open("b", now(), 60).setProduct("Not A Product"));
    feed.send(open("c", now(), 60));

    assertThat(feed.next().getSequence()).isEqualTo(2);
    var bad = feed.next();
    assertThat(bad.getSequence()).isEqualTo(3);
    assertThat(bad.getRejection().getInfo().getReason()).isEqualTo("VALIDATION_FAILED");
    assertThat(bad.getRejection().getMessage()).contains("report.product");
    var good = feed.next();
    assertThat(good.getSequence()).isEqualTo(4);
    assertThat(good.hasRejection()).isFalse();
    assertThat(supply.timesSquare().getOpen()).isEqualTo(2);
  }

  @Test
  void stateAndDropOffAreCounted() throws InterruptedException {
    var feed = supply.openFeed().live();
    feed.send(open("a", now(), 600).setState(DriverState.DRIVER_STATE_EN_ROUTE));
    feed.send(trip("b", now().plusSeconds(299)));
    feed.send(trip("c", now().plusSeconds(301)));
    feed.reportOpen("d", 600);
    feed.assertTaken();
    feed.assertTaken();
    feed.assertTaken();

    var cell = supply.timesSquare();
    assertThat(cell.getOpen()).isEqualTo(1);
    assertThat(cell.getEnRoute()).isEqualTo(1);
    assertThat(cell.getOnTrip()).isEqualTo(2);
    var airport = supply.get("nyc", "standard", AIRPORT_CELL).getCells(0);
    assertThat(airport.getOnTrip()).isZero();
    assertThat(airport.getDropOffs()).isEqualTo(1); // the horizon is five minutes
    assertThat(airport.getExpectedAvailable()).isEqualTo(0.9);
  }

  @Test
  void halfCloseKeepsWhatWasTaken() throws InterruptedException {
    var feed = supply.openFeed().live();
    feed.reportOpen("a", 60);
    feed.reportOpen("b", 60);
    feed.complete();

    assertThat(supply.timesSquare().getOpen()).isEqualTo(2);
  }

  @Test
  void brokenStreamKeepsWhatWasTaken() throws InterruptedException {
    var feed = supply.openFeed().live();
    feed.reportOpen("a", 60);
    feed.breakOff();
    assertThat(Status.fromThrowable(feed.failure()).getCode()).isEqualTo(Status.Code.CANCELLED);

    assertThat(supply.timesSquare().getOpen()).isEqualTo(1);
  }

  @Test
  void refusalsOfTheBookAreRejections() throws InterruptedException {
    var feed = supply.openFeed().live();
    feed.reportOpen("a", 60);

    feed.send(open("a", now().minusSeconds(1), 60));
    feed.assertRejected("REPORT_OUTDATED");
    feed.send(open("b", now().plusSeconds(61), 60));
    feed.assertRejected("OBSERVED_IN_FUTURE");
    feed.send(open("c", now().minusSeconds(60), 60));
    feed.assertRejected("LEASE_EXPIRED");
    assertThat(supply.timesSquare().getOpen()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"90.1, 0", "-90.1, 0", "0, 180.1", "0, -180.1", "NaN, 0", "0, NaN", "Infinity, 0"})
  void positionsOffEarthAreRejected(double latitude, double longitude) throws InterruptedException {
    var feed = supply.openFeed().live();
    LatLng off = position(latitude, longitude);

    feed.send(open("a", now(), 60).setPosition(off));
    feed.assertRejected("VALIDATION_FAILED");
    feed.send(trip("b", DropOff.newBuilder().setPosition(off)));
    feed.assertRejected("VALIDATION_FAILED");
  }

  @ParameterizedTest
  @CsvSource({"90, 180", "-90, -180", "0, 0"})
  void theEndsOfTheEarthAreTaken(double latitude, double longitude) throws InterruptedException {
    var feed = supply.openFeed().live();

    feed.send(open("a", now(), 60).setPosition(position(latitude, longitude)));
    feed.assertTaken();
  }

  @Test
  void fieldsThatAreOutOfRangeAreRejected() throws InterruptedException {
    var feed = supply.openFeed().live();

    feed.send(open("", now(), 60));
    feed.assertRejected("VALIDATION_FAILED");
    feed.send(open("d".repeat(65), now(), 60));
    feed.assertRejected("VALIDATION_FAILED");
    feed.send(open("a", now(), 60).setStateValue(9));
    feed.assertRejected("VALIDATION_FAILED");
    feed.send(open("a", now(), 60).setState(DriverState.DRIVER_STATE_UNSPECIFIED));
    feed.assertRejected("VALIDATION_FAILED");
    feed.send(open("a", now(), 60).setDropOff(dropOff(now().plusSeconds(60))));
    feed.assertRejected("VALIDATION_FAILED");
    feed.send(ReportDriversRequest.getDefaultInstance());
    feed.assertRejected("VALIDATION_FAILED");
    feed.reportOpen("a", 60);
  }

  @ParameterizedTest
  @CsvSource({"253402300800, 0", "-1, 0", "9223372036854775807, 0"})
  void timesThatAreNoneAreRejected(long seconds, int nanos) throws InterruptedException {
    var feed = supply.openFeed().live();
    var none = Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build();

    feed.send(open("a", now(), 60).setObservedTime(none));
    feed.assertRejected("VALIDATION_FAILED");
    feed.send(trip("b", dropOff(now()).setExpectedTime(none)));
    feed.assertRejected("VALIDATION_FAILED");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, -1",
    "1, -2147483648",
    "7200, 1",
    "7201, 0",
    "9223372036854775807, 999999999"
  })
  void leaseIsOneSecondToTwoHours(long seconds, int nanos) throws InterruptedException {
    var feed = supply.openFeed().live();
    var lease = Duration.newBuilder().setSeconds(seconds).setNanos(nanos);

    feed.send(open("a", now(), 60).setValidFor(lease));
    feed.assertRejected("VALIDATION_FAILED");
    feed.reportOpen("b", 1);
    feed.reportOpen("c", 7200);
  }

  @Test
  void messageOverTheLimitEndsTheStreamAndKeepsWhatWasTaken() throws InterruptedException {
    var feed = supply.openFeed().live();
    feed.reportOpen("a", 60);
    feed.send(open("b".repeat(2 << 20), now(), 60));

    assertError(feed.failure(), Status.Code.RESOURCE_EXHAUSTED, "MESSAGE_TOO_LARGE");
    assertThat(supply.timesSquare().getOpen()).isEqualTo(1);
  }

  @Test
  void reportsOfOneProductDoNotCountForAnother() throws InterruptedException {
    var feed = supply.openFeed().live();
    feed.reportOpen("a", 60);
    feed.send(open("b", now(), 60).setProduct("luxury"));
    feed.send(open("c", now(), 60).setProduct("luxury"));
    feed.assertTaken();
    feed.assertTaken();

    assertThat(supply.timesSquare().getOpen()).isEqualTo(1);
    assertThat(supply.get("nyc", "luxury", TIMES_SQUARE_CELL).getCells(0).getOpen()).isEqualTo(2);
  }

  private Instant now() {
    return supply.clock.instant();
  }

  private DriverReport.Builder trip(String driver, Instant dropOff) {
    return trip(driver, dropOff(dropOff));
  }

  private DriverReport.Builder trip(String driver, DropOff.Builder dropOff) {
    return open(driver, now(), 600).setState(DriverState.DRIVER_STATE_ON_TRIP).setDropOff(dropOff);
  }

  private static DropOff.Builder dropOff(Instant expected) {
    return DropOff.newBuilder()
        .setPosition(AIRPORT)
        .setExpectedTime(EventTimes.timestamp(expected));
  }
}
