package dev.faremesh.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.faremesh.cli.replay.FeedEvent.Activity;
import dev.faremesh.demand.v1.CompleteRideRequest;
import dev.faremesh.demand.v1.ReportSessionsRequest;
import dev.faremesh.demand.v1.RequestRideRequest;
import dev.faremesh.demand.v1.StartRideRequest;
import dev.faremesh.mesh.stream.Rejected;
import dev.faremesh.supply.v1.DriverState;
import dev.faremesh.supply.v1.ReportDriversRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FeederTest {
  private static final Instant NOON = Instant.parse("2013-01-01T17:00:00Z");
  private static final Place PICKUP = new Place(40.75, -73.98);
  private static final Place DROPOFF = new Place(40.71, -74.01);
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final FeedServers servers = new FeedServers();
  private final MovedClock clock = new MovedClock();
  private final FeedCounts counts = new FeedCounts();

  @AfterEach
  void close() {
    servers.close();
  }

  @Test
  void bothStreamsOpenWithTheSameHeader() throws InterruptedException {
    feeder(60).run(List.of(driver(0, 7)).iterator(), AN_HOUR);

    var header = servers.drivers.messages.getFirst().getHeader();
    assertThat(header.getCity()).isEqualTo("nyc");
    assertThat(header.getScale()).isEqualTo(60);
    assertThat(instant(header.getEpoch())).isEqualTo(NOON);
    assertThat(servers.sessions.messages.getFirst().getHeader()).isEqualTo(header);
    assertThat(servers.drivers.ended).hasValue(1);
    assertThat(servers.sessions.ended).hasValue(1);
  }

  @Test
  void rideIsRequestedStartedAndCompletedInTurn() throws InterruptedException {
    feeder(600).run(List.of(start(0, 17), end(90, 17)).iterator(), AN_HOUR);

    assertThat(servers.rides.calls).hasSize(3);
    var request = (RequestRideRequest) servers.rides.calls.getFirst();
    assertThat(request.getRiderId()).isEqualTo("rider-17");
    assertThat(request.getPickup()).isEqualTo(FeedMessages.latLng(PICKUP));
    assertThat(request.getDropoff()).isEqualTo(FeedMessages.latLng(DROPOFF));
    assertThat(servers.rides.calls.get(1))
        .isInstanceOfSatisfying(
            StartRideRequest.class,
            started -> {
              assertThat(started.getRideId()).isEqualTo("of-rider-17");
              assertThat(started.getDriverId()).isEqualTo("driver-17");
            });
    assertThat(servers.rides.calls.get(2))
        .isInstanceOfSatisfying(
            CompleteRideRequest.class,
            done -> assertThat(done.getRideId()).isEqualTo("of-rider-17"));
  }

  @Test
  void driverReportCarriesStateLeaseAndDropOff() throws InterruptedException {
    feeder(600).run(List.of(start(30, 17), end(90, 17)).iterator(), AN_HOUR);

    var reports =
        servers.drivers.messages.stream()
            .filter(ReportDriversRequest::hasReport)
            .map(ReportDriversRequest::getReport)
            .toList();
    assertThat(reports).hasSize(2);
    assertThat(reports.getFirst().getState()).isEqualTo(DriverState.DRIVER_STATE_ON_TRIP);
    assertThat(instant(reports.getFirst().getObservedTime())).isEqualTo(NOON.plusSeconds(30));
    assertThat(instant(reports.getFirst().getDropOff().getExpectedTime()))
        .isEqualTo(NOON.plusSeconds(77));
    assertThat(reports.getLast().getState()).isEqualTo(DriverState.DRIVER_STATE_OPEN);
    assertThat(reports.getLast().getValidFor().getSeconds()).isEqualTo(600);
    assertThat(reports.getLast().hasDropOff()).isFalse();
  }

  @Test
  void everythingSentIsAcknowledgedAndCounted() throws InterruptedException {
    var script = new ArrayList<Moment>();
    IntStream.range(0, 300).forEach(ride -> script.add(start(ride, ride)));
    IntStream.range(0, 200).forEach(ride -> script.add(end(400 + ride, ride)));

    feeder(600).run(script.iterator(), AN_HOUR);

    assertThat(counts.of(Count.MOMENTS)).isEqualTo(500);
    assertThat(counts.of(Count.SESSIONS)).isEqualTo(300);
    assertThat(counts.of(Count.DRIVER_REPORTS)).isEqualTo(500);
    assertThat(counts.of(Count.ACKNOWLEDGED)).isEqualTo(800);
    assertThat(counts.of(Count.REQUESTS)).isEqualTo(300);
    assertThat(counts.of(Count.STARTS)).isEqualTo(300);
    assertThat(counts.of(Count.COMPLETIONS)).isEqualTo(200);
    assertThat(counts.failedCalls()).isEmpty();
    assertThat(counts.rejectedReports()).isEmpty();
  }

  @Test
  void eventIsNotToldBeforeItsTime() throws InterruptedException {
    var script = List.of(driver(0, 7), driver(60, 11), driver(120, 13));

    feeder(60).run(script.iterator(), Duration.ofMillis(1_900));

    assertThat(counts.of(Count.MOMENTS)).isEqualTo(2);
    assertThat(counts.maxLag()).isLessThan(Duration.ofMillis(5));
  }

  @Test
  void watermarkNeverPassesWhatIsNotToldYet() throws InterruptedException {
    clock.oversleepBy(Duration.ofMillis(170)); // 102 s of the feed: it falls behind all the time
    var script = IntStream.range(0, 40).mapToObj(n -> start(n * 20, n)).toList();

    feeder(600).run(script.iterator(), AN_HOUR);

    var watermark = Instant.MIN;
    var watermarks = 0;
    for (ReportSessionsRequest message : servers.sessions.messages) {
      if (message.hasWatermark()) {
        watermark = instant(message.getWatermark().getEventTime());
        watermarks++;
      } else if (message.hasReport()) {
        assertThat(instant(message.getReport().getObservedTime())).isAfterOrEqualTo(watermark);
      }
    }
    assertThat(watermarks).isGreaterThan(3);
    assertThat(watermark).isEqualTo(script.getLast().at());
    assertThat(counts.maxLag()).isGreaterThan(Duration.ofMillis(100));
  }

  @Test
  void watermarksGoOnWhileNothingHappens() throws InterruptedException {
    feeder(60).run(List.of(driver(0, 7), driver(60, 11)).iterator(), AN_HOUR);

    assertThat(servers.sessions.messages.stream().filter(ReportSessionsRequest::hasWatermark))
        .hasSizeBetween(40, 55); // a second of wall time, one every 20 ms
  }

  @Test
  void reportsThatTheServerRejectsAreCountedByReason() throws InterruptedException {
    servers.drivers.verdict =
        message -> {
          if (message.getReport().getDriverId().equals("driver-11")) {
            throw new Rejected("REPORT_OUTDATED", "too late");
          }
        };

    feeder(600).run(List.of(driver(0, 7), driver(1, 11), driver(2, 13)).iterator(), AN_HOUR);

    assertThat(counts.rejectedReports()).isEqualTo(Map.of("REPORT_OUTDATED", 1L));
    assertThat(counts.of(Count.ACKNOWLEDGED)).isEqualTo(3);
  }

  @Test
  void streamThatBreaksEndsTheFeed() {
    servers.drivers.verdict =
        message -> {
          if (message.getReport().getDriverId().equals("driver-11")) {
            throw Status.UNAVAILABLE.withDescription("going away").asRuntimeException();
          }
        };
    var script = IntStream.range(0, 1_000).mapToObj(n -> driver(n, n)).iterator();

    assertThatThrownBy(() -> feeder(60).run(script, AN_HOUR))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("UNAVAILABLE: going away");
  }

  @Test
  void headerThatIsRejectedEndsTheFeedBeforeItBegins() {
    var feeder = feeder(new Feed("New York", "standard", NOON, 60));

    assertThatThrownBy(() -> feeder.run(List.of(driver(0, 7)).iterator(), AN_HOUR))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining("city");
    assertThat(counts.of(Count.MOMENTS)).isZero();
  }

  @Test
  void callThatGotLostIsMadeAgainWithTheSameRequestId() throws InterruptedException {
    var failed = new HashSet<Message>();
    servers.rides.failure =
        call -> failed.add(call) ? Optional.of(Status.UNAVAILABLE) : Optional.empty();

    feeder(600).run(List.of(start(0, 17)).iterator(), AN_HOUR);

    assertThat(servers.rides.calls).hasSize(4);
    assertThat(new HashSet<>(servers.rides.calls)).hasSize(2);
    assertThat(counts.of(Count.STARTS)).isEqualTo(1);
    assertThat(counts.failedCalls()).isEmpty();
  }

  @Test
  void callsAfterAFailedOneAreNotMadeAndSaid() throws InterruptedException {
    servers.rides.failure =
        call ->
            call instanceof RequestRideRequest request && request.getRiderId().equals("rider-17")
                ? Optional.of(Status.INVALID_ARGUMENT)
                : Optional.empty();

    feeder(600).run(List.of(start(0, 17), start(1, 19), end(90, 17)).iterator(), AN_HOUR);

    assertThat(counts.failedCalls())
        .isEqualTo(Map.of("INVALID_ARGUMENT", 1L, RideCalls.NOT_MADE, 2L));
    assertThat(counts.of(Count.STARTS)).isEqualTo(1);
  }

  @Test
  void callsUnderWayAreLimited() throws InterruptedException {
    var script = IntStream.range(0, 3_000).mapToObj(n -> start(0, n)).iterator();

    feeder(600).run(script, AN_HOUR);

    assertThat(servers.rides.mostUnderWay).hasValueBetween(8, RideCalls.MOST_IN_FLIGHT);
    assertThat(counts.of(Count.STARTS)).isEqualTo(3_000);
  }

  @Test
  void stoppedFeedEndsOrderly() throws InterruptedException {
    var feeder = feeder(60);
    feeder.stop();

    feeder.run(List.of(driver(0, 7)).iterator(), AN_HOUR);

    assertThat(counts.of(Count.MOMENTS)).isZero();
    assertThat(servers.drivers.ended).hasValue(1);
    assertThat(servers.drivers.lost).hasValue(0);
  }

  private Feeder feeder(double speed) {
    return feeder(new Feed("nyc", "standard", NOON, speed));
  }

  private Feeder feeder(Feed feed) {
    return new Feeder(servers.supply(), servers.demand(), feed, "run-1", clock, counts, () -> {});
  }

  private static Moment start(int second, int ride) {
    var at = NOON.plusSeconds(second);
    var dropOff = new FeedEvent.DropOff(DROPOFF, at.plusSeconds(47));
    return new Moment(
        at,
        List.of(
            new FeedEvent.Session("rider-" + ride, PICKUP),
            new FeedEvent.Request("" + ride, "rider-" + ride, PICKUP, Optional.of(DROPOFF)),
            new FeedEvent.Pickup("" + ride, "driver-" + ride),
            new FeedEvent.DriverSeen(
                "driver-" + ride,
                PICKUP,
                new Activity.OnTrip(Optional.of(dropOff)),
                Duration.ofMinutes(31))));
  }

  private static Moment end(int second, int ride) {
    return new Moment(
        NOON.plusSeconds(second),
        List.of(
            new FeedEvent.Completion("" + ride),
            new FeedEvent.DriverSeen(
                "driver-" + ride, DROPOFF, new Activity.Open(), Duration.ofMinutes(10))));
  }

  private static Moment driver(int second, int driver) {
    return new Moment(
        NOON.plusSeconds(second),
        List.of(
            new FeedEvent.DriverSeen(
                "driver-" + driver, PICKUP, new Activity.Open(), Duration.ofSeconds(30))));
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
