package dev.faremesh.supply.rpc;

import static dev.faremesh.supply.rpc.Errors.assertFails;
import static dev.faremesh.supply.rpc.Messages.TIMES_SQUARE;
import static dev.faremesh.supply.rpc.Messages.TIMES_SQUARE_CELL;
import static dev.faremesh.supply.rpc.Messages.open;
import static dev.faremesh.supply.rpc.Messages.position;
import static dev.faremesh.supply.rpc.Messages.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.LatLng;
import dev.faremesh.supply.v1.CellSupply;
import dev.faremesh.supply.v1.WatchSupplyRequest;
import dev.faremesh.supply.v1.WatchSupplyResponse;
import dev.faremesh.type.v1.Area;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class WatchSupplyTest {
  private static final LatLng MUSEUM = position(40.7614, -73.9776);
  private static final String MUSEUM_CELL = "882a100d61fffff";

  private final RunningSupply supply = new RunningSupply();

  @AfterEach
  void stop() throws InterruptedException {
    supply.stop();
  }

  @Test
  void firstMessageHasTheCellsWithDriversAndLaterOnesThoseThatChanged()
      throws InterruptedException {
    var feed = supply.openFeed().live();
    feed.reportOpen("a", 60);
    feed.reportOpen("b", 60);
    feed.send(open("far", supply.clock.instant(), 60).setPosition(Messages.AIRPORT));
    feed.assertTaken();

    var messages = watch(area(TIMES_SQUARE, 3));
    var first = messages.next();
    assertThat(first.getFreshness().hasAsOf()).isTrue();
    assertThat(first.getCellsList())
        .extracting(CellSupply::getCell)
        .containsExactly(TIMES_SQUARE_CELL);
    assertThat(first.getCells(0).getOpen()).isEqualTo(2);

    feed.send(open("c", supply.clock.instant(), 90).setPosition(MUSEUM));
    feed.assertTaken();
    var second = messages.next();
    assertThat(second.getCellsList()).extracting(CellSupply::getCell).containsExactly(MUSEUM_CELL);
    assertThat(second.getCells(0).getOpen()).isEqualTo(1);

    supply.clock.advance(Duration.ofSeconds(60));
    var third = messages.next();
    assertThat(third.getCellsList())
        .extracting(CellSupply::getCell)
        .containsExactly(TIMES_SQUARE_CELL);
    assertThat(third.getCells(0).hasOpen()).isTrue();
    assertThat(third.getCells(0).getOpen()).isZero();
  }

  @Test
  void firstMessageIsSentWhenNothingIsKnown() {
    var first = watch(area(TIMES_SQUARE, 2)).next();

    assertThat(first.getCellsList()).isEmpty();
    assertThat(first.getFreshness().hasAsOf()).isFalse();
    assertThat(first.getFreshness().getCoverage()).isZero();
  }

  @Test
  void newEraTakesTheCountsBack() throws InterruptedException {
    var feed = supply.openFeed().live();
    feed.reportOpen("a", 60);
    var messages = watch(area(TIMES_SQUARE, 0));
    assertThat(messages.next().getCells(0).getOpen()).isEqualTo(1);

    feed.complete();
    supply.openFeed().replay(Instant.parse("2013-01-01T00:00:00Z"), 60);
    var cell = messages.next().getCells(0);
    assertThat(cell.getCell()).isEqualTo(TIMES_SQUARE_CELL);
    assertThat(cell.hasOpen()).isFalse();
  }

  @Test
  void drainSendsWatchersAway() {
    var messages = watch(area(TIMES_SQUARE, 0));
    var _ = messages.next();
    supply.server.close();

    assertFails(messages::next, Status.Code.UNAVAILABLE, "DRAINING");
  }

  @Test
  void areaAndIntervalHaveRanges() {
    assertInvalid(request().clearArea());
    assertInvalid(request().setArea(area(TIMES_SQUARE, 17)));
    assertInvalid(request().setArea(area(TIMES_SQUARE, -1)));
    assertInvalid(request().setArea(area(position(91, 0), 1)));
    assertInvalid(request().setArea(area(position(0, Double.NaN), 1)));
    assertInvalid(request().setInterval(seconds(61)));
    assertInvalid(request().setInterval(seconds(0)));
  }

  private void assertInvalid(WatchSupplyRequest.Builder request) {
    assertFails(
        () -> supply.blocking().watchSupply(request.build()).next(),
        Status.Code.INVALID_ARGUMENT,
        "VALIDATION_FAILED");
  }

  private Iterator<WatchSupplyResponse> watch(Area area) {
    return supply.blocking().watchSupply(request().setArea(area).build());
  }

  private static WatchSupplyRequest.Builder request() {
    return WatchSupplyRequest.newBuilder()
        .setCity("nyc")
        .setProduct("standard")
        .setArea(area(TIMES_SQUARE, 1))
        .setInterval(com.google.protobuf.Duration.newBuilder().setNanos(100_000_000));
  }

  private static Area area(LatLng center, int rings) {
    return Area.newBuilder().setCenter(center).setRings(rings).build();
  }
}
