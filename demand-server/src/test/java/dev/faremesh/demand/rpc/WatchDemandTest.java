package dev.faremesh.demand.rpc;

import static dev.faremesh.demand.rpc.RunningDemand.AIRPORT;
import static dev.faremesh.demand.rpc.RunningDemand.SQUARE;
import static dev.faremesh.demand.rpc.RunningDemand.SQUARE_CELL;
import static dev.faremesh.demand.rpc.RunningDemand.START;
import static dev.faremesh.demand.rpc.RunningDemand.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.faremesh.demand.v1.CellDemand;
import dev.faremesh.demand.v1.WatchDemandRequest;
import dev.faremesh.demand.v1.WatchDemandResponse;
import dev.faremesh.type.v1.Area;
import io.grpc.Context;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class WatchDemandTest {
  private final RunningDemand demand = RunningDemand.start();

  @AfterEach
  void stop() {
    demand.close();
  }

  @Test
  void watcherGetsWhatIsThereAndThenWhatChanges() throws Exception {
    var stream = demand.sessions().live("nyc").session("rider-7", SQUARE, START).taken(2);
    demand.clock.advance(Duration.ofSeconds(30));
    var watched = watch();

    var first = watched.next();
    assertThat(first.getFreshness().getCoverage()).isEqualTo(0.1);
    assertThat(first.getCellsList())
        .extracting(CellDemand::getCell, CellDemand::getSessions)
        .containsExactly(tuple(SQUARE_CELL, 1));
    stream.session("rider-11", AIRPORT, START).taken(1); // far outside of the area
    var north = RunningDemand.latLng(40.7760, -73.9855);
    stream.session("rider-13", north, START).taken(1);
    assertThat(watched.next().getCellsList())
        .extracting(CellDemand::getSessions)
        .containsExactly(1);
    demand.clock.advance(Duration.ofSeconds(271)); // all of it leaves the window
    assertThat(watched.next().getCellsList())
        .hasSize(2)
        .allMatch(cell -> cell.hasSessions() && cell.getSessions() == 0);
  }

  @Test
  void firstMessageComesEvenWhenNothingIsKnown() throws Exception {
    var watched = watch();

    var first = watched.next();
    assertThat(first.getCellsList()).isEmpty();
    assertThat(first.getFreshness().getCoverage()).isZero();
    demand.sessions().live("nyc").taken(1);
    demand.clock.advance(Duration.ofSeconds(30));
    var heard = watched.next();
    assertThat(heard.getCellsList()).isEmpty();
    assertThat(heard.getFreshness().getCoverage()).isPositive();
  }

  @Test
  void watcherTooManyIsRefused() {
    for (int i = 0; i < 3; i++) {
      assertThat(watch().next().getCellsList()).isEmpty();
    }

    assertFails(() -> watch().next(), Code.RESOURCE_EXHAUSTED, "WATCHERS_FULL");
  }

  @Test
  void watcherWhoGoesMakesRoom() {
    var gone = Context.current().withCancellation();
    gone.run(() -> assertThat(watch().next().getCellsList()).isEmpty());
    for (int i = 0; i < 2; i++) {
      assertThat(watch().next().getCellsList()).isEmpty();
    }
    gone.cancel(null);

    Iterator<WatchDemandResponse> next = watch();
    while (refused(next)) { // until the server has noticed
      next = watch();
    }
  }

  @Test
  void watcherIsSentAwayWhenTheServerStops() {
    var watched = watch();
    assertThat(watched.next().getCellsList()).isEmpty();
    demand.drain();

    assertFails(watched::next, Code.UNAVAILABLE, "DRAINING");
  }

  @Test
  void areaThatIsTooLargeIsRefused() {
    var area = Area.newBuilder().setCenter(SQUARE).setRings(17);

    assertFails(() -> watch(area).next(), Code.INVALID_ARGUMENT, "VALIDATION_FAILED");
  }

  private static boolean refused(Iterator<WatchDemandResponse> watched) {
    try {
      return watched.next() == null;
    } catch (StatusRuntimeException e) {
      return true;
    }
  }

  private Iterator<WatchDemandResponse> watch() {
    return watch(Area.newBuilder().setCenter(SQUARE).setRings(4));
  }

  private Iterator<WatchDemandResponse> watch(Area.Builder area) {
    return demand.calls.watchDemand(
        WatchDemandRequest.newBuilder()
            .setCity("nyc")
            .setProduct("standard")
            .setArea(area)
            .setInterval(com.google.protobuf.Duration.newBuilder().setNanos(100_000_000))
            .build());
  }
}
